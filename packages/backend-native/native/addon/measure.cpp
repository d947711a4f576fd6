#include "measure.hpp"
#include <algorithm>
#include <chrono>
#include <cstring>
#include "instruction-sets.hpp"
#include "memory.hpp"

namespace evenkeel {
namespace {

constexpr int REPETITIONS = 3;

/** The shortest of some repetitions, in nanoseconds: others were disturbed. */
template <typename Work>
double shortest(const Work& work) {
  using Clock = std::chrono::steady_clock;
  double best = 1e18;
  for (int i = 0; i < REPETITIONS; i++) {
    const auto begin = Clock::now();
    work();
    best = std::min(best, std::chrono::duration<double, std::nano>(Clock::now() - begin).count());
  }
  return best;
}

}  // namespace

Napi::Value measureArithmetic(const Napi::CallbackInfo& info) {
  constexpr long ROUNDS = 50000;
  const std::string name = info[0].As<Napi::String>();
  for (const InstructionSet& usable : usableInstructionSets()) {
    if (usable.name != name) continue;
    volatile float result = 0;
    const double time = shortest([&] { result = usable.set->multiplyAndAdd(ROUNDS); });
    return Napi::Number::New(info.Env(), static_cast<double>(ROUNDS * usable.set->operationsPerRound) / time);
  }
  throw Napi::RangeError::New(info.Env(), "instruction set " + name);
}

Napi::Value measureCopy(const Napi::CallbackInfo& info) {
  const std::size_t bytes = static_cast<std::size_t>(std::max<int64_t>(64, info[0].As<Napi::Number>().Int64Value()));
  const long copies = static_cast<long>(std::max<std::size_t>(1, (16u << 20) / bytes));
  const AlignedMemory from(bytes), to(bytes);
  if (from.data() == nullptr || to.data() == nullptr) throw Napi::Error::New(info.Env(), "out of memory");
  std::memset(from.data(), 1, bytes);
  std::memset(to.data(), 1, bytes);
  const double time = shortest([&] {
    for (long i = 0; i < copies; i++) {
      std::memcpy(to.data(), from.data(), bytes);
      // The compiler must take each copy for one that somebody looks at.
      asm volatile("" : : "r"(to.data()) : "memory");
    }
  });
  return Napi::Number::New(info.Env(), 2.0 * static_cast<double>(bytes) * static_cast<double>(copies) / time);
}

}  // namespace evenkeel
