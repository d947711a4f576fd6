#include "box.hpp"
#include "words.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** The box of `into` that begins at `start` becomes x. Axes come one by one: size in `into`, start, extent. */
Status place(const Call& call) {
  Arguments in(call);
  const Slot* x = in.buffer();
  const Slot* into = in.buffer();
  const long rank = in.size();
  if (in.status != Status::done) return in.status;
  if (x->dtype != into->dtype) return Status::unusableBuffer;
  if (x->length == 0) return Status::done;
  Box box;
  long from = x->length, to = into->length, first = 0;
  for (long axis = 0; axis < rank; axis++) {
    const long size = in.size();
    const long start = in.size();
    const long extent = in.size();
    from /= extent;
    to /= size;
    first += start * to;
    box.append({extent, from, to});
  }
  moveBox(call, box, wordsOf(x), wordsOf(into) + first);
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
