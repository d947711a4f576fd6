#include "team.hpp"

namespace evenkeel {
namespace {

/** About 50 microseconds. */
constexpr int SPINS_BEFORE_SLEEP = 3000;
/** A thread that was interrupted in its task needs the processor: after this long the caller lets others run. */
constexpr int SPINS_BEFORE_YIELD = 10000;

inline void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

inline std::uint32_t jobOf(std::uint64_t next) { return static_cast<std::uint32_t>(next >> 32); }
inline std::uint32_t untakenOf(std::uint64_t next) { return static_cast<std::uint32_t>(next); }

}  // namespace

Team::Team(long threads) {
  for (long thread = 1; thread < threads; thread++) threads_.emplace_back([this, thread] { serve(thread); });
}

Team::~Team() {
  stopping_ = true;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
}

void Team::run(long tasks, Work work, void* context) {
  if (threads_.empty() || tasks <= 1) {
    for (long task = 0; task < tasks; task++) work(context, task, 0);
    return;
  }
  work_.store(work, std::memory_order_relaxed);
  context_.store(context, std::memory_order_relaxed);
  unfinished_.store(tasks, std::memory_order_relaxed);
  const std::uint32_t job = jobOf(next_.load(std::memory_order_relaxed)) + 1;
  next_.store(static_cast<std::uint64_t>(job) << 32 | static_cast<std::uint32_t>(tasks));
  if (sleeping_.load() > 0) {
    const std::lock_guard<std::mutex> lock(mutex_);
    wake_.notify_all();
  }
  takeTasks(job, 0);
  for (int spins = 0; unfinished_.load(std::memory_order_acquire) > 0; spins++) {
    if (spins < SPINS_BEFORE_YIELD) pause();
    else std::this_thread::yield();
  }
}

void Team::serve(long thread) {
  std::uint32_t seen = 0;
  while (awaitJob(seen)) takeTasks(seen, thread);
}

bool Team::awaitJob(std::uint32_t& seen) {
  const auto changed = [&] { return stopping_.load() || jobOf(next_.load()) != seen; };
  for (int spins = 0; spins < SPINS_BEFORE_SLEEP && !changed(); spins++) pause();
  if (!changed()) {
    std::unique_lock<std::mutex> lock(mutex_);
    sleeping_.fetch_add(1);
    wake_.wait(lock, changed);
    sleeping_.fetch_sub(1);
  }
  seen = jobOf(next_.load());
  return !stopping_.load();
}

void Team::takeTasks(std::uint32_t job, long thread) {
  std::uint64_t next = next_.load(std::memory_order_acquire);
  while (jobOf(next) == job && untakenOf(next) > 0) {
    // Of this job if the exchange succeeds: those of the next one are written only after all tasks of this one are done.
    const Work work = work_.load(std::memory_order_relaxed);
    void* context = context_.load(std::memory_order_relaxed);
    if (!next_.compare_exchange_weak(next, next - 1, std::memory_order_acq_rel, std::memory_order_acquire)) continue;
    work(context, untakenOf(next) - 1, thread);
    unfinished_.fetch_sub(1, std::memory_order_release);
    next = next_.load(std::memory_order_acquire);
  }
}

}  // namespace evenkeel
