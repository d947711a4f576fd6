#include "../chunks.hpp"
#include "philox.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** What decides about an element: it is kept, times `scale`, when its uniform number is `threshold` units or more. */
struct Dropout {
  int threshold;
  float scale;

  explicit Dropout(double rate) : scale(static_cast<float>(1 / (1 - rate))) {
    const double units = rate * (1 << 24);
    const int whole = static_cast<int>(units);
    threshold = whole < units ? whole + 1 : whole;
  }
};

/** In vectors by hand: a compiler that branched on what is random would lose ten times the time. */
void dropElements(const Dropout& dropout, const unsigned* words, const float* x, float* y, float* mask, long count) {
  const Floats scale = broadcast(dropout.scale);
  long i = 0;
  for (; i <= count - LANES; i += LANES) {
    const Floats kept = unitsOf(words + i) >= dropout.threshold ? scale : Floats{};
    store(mask + i, kept);
    store(y + i, load(x + i) * kept);
  }
  if (i == count) return;
  const Floats kept = unitsOf(words + i) >= dropout.threshold ? scale : Floats{};
  storePart(mask + i, kept, count - i);
  storePart(y + i, loadPart(x + i, count - i) * kept, count - i);
}

}  // namespace

/** y = x · mask with a mask of 0 and 1 / (1 - rate), by the uniform numbers of `random`. */
Status dropout(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const Slot* out = in.buffer();
  float* mask = in.floats();
  const Dropout dropout(in.number());
  const RandomSequence sequence = randomSequence(in);
  if (in.status != Status::done) return in.status;
  if (out->dtype != DType::float32) return Status::unusableBuffer;
  float* y = static_cast<float*>(out->data);
  parallelChunks(call, out->length, COMPUTED_AT_ONCE, [&](long begin, long end) {
    forEachRandomWords(sequence, begin, end, [&](const unsigned* words, long i, long count) {
      dropElements(dropout, words, x + i, y + i, mask + i, count);
    });
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
