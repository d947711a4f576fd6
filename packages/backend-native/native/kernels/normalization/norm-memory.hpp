// What reductions over channels keep while they run.
#pragma once
#include "norm-layout.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Two results for each column of a unit, and how many elements a column has, or what they weigh. */
struct Partial {
  double count;
  double* first;
  double* second;
};

/** Levels of halves down to one tile. */
constexpr int MOST_LEVELS = 40;
/** Runs gathered at once: x, dy, y and the output. */
constexpr long GATHERED_RUNS = 4;

/** Memory of the threads that share a job: levels of partial results, and tiles to gather runs into. */
template <typename Layout>
class NormMemory {
 public:
  /** `positions` are reduced at once, in up to `tasks` tasks; `partials` are kept beside. */
  NormMemory(const Call& call, const Layout& layout, long tasks, long positions, long partials)
      : slots_(layout.mostSlots()), tileBytes_(layout.scattered() ? GATHERED_RUNS * Layout::TILE * 4 : 0) {
    levels_ = 1;
    for (long length = Layout::TILE; length < positions; length *= 2) levels_++;
    threadBytes_ = levels_ * levelBytes() + tileBytes_;
    const long threads = tasks < call.runtime.threads ? tasks : call.runtime.threads;
    memory_ = scratch<char>(call, threads * threadBytes_ + partials * levelBytes() + 1);
    partialsAt_ = threads * threadBytes_;
  }

  bool missing() const { return memory_ == nullptr; }
  void levels(long thread, Partial (&levels)[MOST_LEVELS]) const {
    for (long i = 0; i < levels_; i++) levels[i] = at(memory_ + thread * threadBytes_ + i * levelBytes());
  }
  float* tiles(long thread) const {
    return reinterpret_cast<float*>(memory_ + thread * threadBytes_ + levels_ * levelBytes());
  }
  Partial partial(long index) const { return at(memory_ + partialsAt_ + index * levelBytes()); }

 private:
  long levelBytes() const { return (2 * slots_ * static_cast<long>(sizeof(double)) + 63) / 64 * 64; }
  Partial at(char* memory) const {
    double* first = reinterpret_cast<double*>(memory);
    return {0, first, first + slots_};
  }

  long slots_, tileBytes_, threadBytes_, levels_, partialsAt_;
  char* memory_;
};

}  // namespace evenkeel::EVENKEEL_ISA
