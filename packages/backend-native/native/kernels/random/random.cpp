#include "../chunks.hpp"
#include "../elementwise/elementwise.hpp"
#include "../math/math.hpp"
#include "philox.hpp"
#include "../moving/runs.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** (word >>> 8) · 2^-24 */
void uniformNumbers(const unsigned* words, float* numbers) {
  for (long i = 0; i < WORDS_AT_ONCE; i += LANES) {
    store(numbers + i, __builtin_convertvector(unitsOf(words + i), Floats) * static_cast<float>(UNIT));
  }
}

/** Box and Muller (1958): r·cos θ and r·sin θ of each pair, r = √(-2·log(u₀ + 2^-24)), θ = 2π·u₁. */
void normalNumbers(const unsigned* words, float* numbers) {
  constexpr long PAIRS = WORDS_AT_ONCE / 2;
  float uniform[WORDS_AT_ONCE], radii[PAIRS], turns[PAIRS], cosines[PAIRS], sines[PAIRS];
  uniformNumbers(words, uniform);
  for (long pair = 0; pair < PAIRS; pair++) {
    radii[pair] = uniform[2 * pair];
    turns[pair] = uniform[2 * pair + 1];
  }
  for (long pair = 0; pair < PAIRS; pair += InDoubles::COUNT) {
    const Doubles radius = squareRoot(-2 * log(InDoubles::load(radii + pair) + UNIT));
    const CirclePoint point = circlePoint(InDoubles::load(turns + pair));
    InDoubles::store(cosines + pair, radius * point.cosine);
    InDoubles::store(sines + pair, radius * point.sine);
  }
  for (long pair = 0; pair < PAIRS; pair++) {
    numbers[2 * pair] = cosines[pair];
    numbers[2 * pair + 1] = sines[pair];
  }
}

}  // namespace

/** Uniform numbers in [0, 1), or normal ones; `distribution` is 0 or 1. */
Status random(const Call& call) {
  Arguments in(call);
  const Slot* out = in.buffer();
  const bool normal = in.flag();
  const RandomSequence sequence = randomSequence(in);
  if (in.status != Status::done) return in.status;
  if (out->dtype != DType::float32) return Status::unusableBuffer;
  float* to = static_cast<float*>(out->data);
  parallelChunks(call, out->length, COMPUTED_AT_ONCE, [=](long begin, long end) {
    float numbers[WORDS_AT_ONCE];
    forEachRandomWords(sequence, begin, end, [&](const unsigned* words, long i, long count) {
      if (normal) normalNumbers(words, numbers);
      else uniformNumbers(words, numbers);
      copyRun(numbers, to + i, count);
    });
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
