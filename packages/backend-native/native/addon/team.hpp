// The threads of one device.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace evenkeel {

using Work = void (*)(void* context, long task, long thread);

/**
 * Threads that share the tasks of a job with the caller. Whoever is free takes the next task; a thread that comes late
 * finds none left and holds nobody up. After a job they look out for the next one for some microseconds, because waking
 * a sleeping thread costs more than a small kernel, and then they sleep.
 */
class Team {
 public:
  /** `threads` counts the caller. */
  explicit Team(long threads);
  ~Team();

  void run(long tasks, Work work, void* context);

 private:
  void serve(long thread);
  bool awaitJob(std::uint32_t& seen);
  void takeTasks(std::uint32_t job, long thread);

  // Number of the job in the upper half, how many of its tasks nobody has taken in the lower: both change at once, so
  // that a thread that comes late cannot take a task of a job that it did not look at.
  alignas(64) std::atomic<std::uint64_t> next_{0};
  alignas(64) std::atomic<long> unfinished_{0};
  std::atomic<Work> work_{nullptr};
  std::atomic<void*> context_{nullptr};
  std::atomic<int> sleeping_{0};
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::thread> threads_;
};

}  // namespace evenkeel
