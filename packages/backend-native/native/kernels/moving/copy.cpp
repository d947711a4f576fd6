#include "../chunks.hpp"
#include "words.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** into[intoOffset + i] = source[sourceOffset + i], in either dtype. */
Status copy(const Call& call) {
  Arguments in(call);
  const Slot* source = in.buffer();
  const Slot* into = in.buffer();
  const long sourceOffset = in.size();
  const long intoOffset = in.size();
  const long length = in.size();
  if (in.status != Status::done) return in.status;
  if (source->dtype != into->dtype) return Status::unusableBuffer;
  const float* from = wordsOf(source) + sourceOffset;
  float* to = wordsOf(into) + intoOffset;
  parallelChunks(call, length, MOVED_AT_ONCE,
                 [=](long begin, long end) { copyWords(from + begin, to + begin, end - begin); });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
