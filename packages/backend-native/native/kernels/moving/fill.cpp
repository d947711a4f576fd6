#include "../chunks.hpp"
#include "words.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** What a word of the buffer holds for `value`; 0 for what is no int32. */
int bitsOf(double value, DType dtype) {
  if (dtype == DType::int32) return value >= -2147483648.0 && value <= 2147483647.0 ? static_cast<int>(value) : 0;
  const float rounded = static_cast<float>(value);
  int bits;
  __builtin_memcpy(&bits, &rounded, sizeof bits);
  return bits;
}

}  // namespace

/** out[i] = value, in either dtype. */
Status fill(const Call& call) {
  Arguments in(call);
  const Slot* out = in.buffer();
  const double value = in.number();
  if (in.status != Status::done) return in.status;
  float* to = wordsOf(out);
  const int bits = bitsOf(value, out->dtype);
  parallelChunks(call, out->length, MOVED_AT_ONCE,
                 [=](long begin, long end) { fillWords(bits, to + begin, end - begin); });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
