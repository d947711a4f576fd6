#include "../chunks.hpp"
#include "../math/doubles.hpp"
#include "../elementwise/elementwise.hpp"
#include "words.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

typedef int HalfInts __attribute__((vector_size(EVENKEEL_VECTOR_BYTES / 2)));
typedef int LooseHalfInts __attribute__((vector_size(EVENKEEL_VECTOR_BYTES / 2), aligned(4), may_alias));

constexpr double TWO_31 = 2147483648.0, TWO_32 = 4294967296.0, TWO_56 = 72057594037927936.0;

/**
 * Towards zero, and modulo 2^32 into the range of int32, as JavaScript converts; 0 for what is not finite. A float of
 * 2^56 or more is a multiple of 2^32. Below, the multiple of 2^32 that is nearest is taken away without rounding.
 */
EVENKEEL_INLINE HalfInts towardsZero(Doubles x) {
  const Doubles turns = (x * (1 / TWO_32) + ROUNDING_SHIFT) - ROUNDING_SHIFT;
  const Doubles rest = x - turns * TWO_32;
  const Doubles wrapped = rest >= TWO_31 ? rest - TWO_32 : rest;
  return __builtin_convertvector(magnitude(x) < TWO_56 ? wrapped : Doubles{}, HalfInts);
}

void toIntegers(const float* x, int* out, long count) {
  constexpr long STEP = InDoubles::COUNT;
  long i = 0;
  for (; i <= count - STEP; i += STEP) {
    *reinterpret_cast<LooseHalfInts*>(out + i) = towardsZero(InDoubles::load(x + i));
  }
  if (i == count) return;
  const HalfInts last = towardsZero(InDoubles::load(Remainder<InDoubles>(x + i, count - i).values));
  for (long lane = 0; i < count; i++, lane++) out[i] = last[lane];
}

void toFloats(const int* x, float* out, long count) {
  long i = 0;
  for (; i <= count - LANES; i += LANES) store(out + i, __builtin_convertvector(loadInts(x + i), Floats));
  for (; i < count; i++) out[i] = static_cast<float>(x[i]);
}

}  // namespace

/** Between the dtypes; float32 to int32 rounds towards zero. */
Status cast(const Call& call) {
  Arguments in(call);
  const Slot* x = in.buffer();
  const Slot* out = in.buffer();
  if (in.status != Status::done) return in.status;
  parallelChunks(call, out->length, MOVED_AT_ONCE, [=](long begin, long end) {
    const long count = end - begin;
    if (x->dtype == out->dtype) copyWords(wordsOf(x) + begin, wordsOf(out) + begin, count);
    else if (x->dtype == DType::float32) toIntegers(wordsOf(x) + begin, static_cast<int*>(out->data) + begin, count);
    else toFloats(static_cast<const int*>(x->data) + begin, wordsOf(out) + begin, count);
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
