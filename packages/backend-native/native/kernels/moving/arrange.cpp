#include "box.hpp"
#include "words.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** out[i₀, i₁, …] = x[offset + Σ iₐ·strides[a]]: permute, slice, expand and flip. Axes come as size and stride. */
Status arrange(const Call& call) {
  Arguments in(call);
  const Slot* x = in.buffer();
  const Slot* out = in.buffer();
  const long offset = in.size();
  const long rank = in.size();
  if (in.status != Status::done) return in.status;
  if (x->dtype != out->dtype) return Status::unusableBuffer;
  if (out->length == 0) return Status::done;
  Box box;
  long rest = out->length;
  for (long axis = 0; axis < rank; axis++) {
    const long size = in.size();
    const long stride = in.size();
    rest /= size;
    box.append({size, stride, rest});
  }
  moveBox(call, box, wordsOf(x) + offset, wordsOf(out));
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
