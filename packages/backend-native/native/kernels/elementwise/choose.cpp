#include "../chunks.hpp"
#include "operands.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** The elements of a run at `at` on. */
template <bool MOVES>
EVENKEEL_INLINE Floats loadRun(const float* from, long at) {
  return MOVES ? load(from + at) : broadcast(*from);
}

template <bool MASK_MOVES, bool A_MOVES, bool B_MOVES>
void chooseRun(const float* mask, const float* a, const float* b, float* out, long count) {
  long i = 0;
  for (; i <= count - LANES; i += LANES) {
    const Floats condition = loadRun<MASK_MOVES>(mask, i);
    store(out + i, condition != 0 ? loadRun<A_MOVES>(a, i) : loadRun<B_MOVES>(b, i));
  }
  for (; i < count; i++) out[i] = mask[MASK_MOVES ? i : 0] != 0 ? a[A_MOVES ? i : 0] : b[B_MOVES ? i : 0];
}

using ChooseRun = void (*)(const float* mask, const float* a, const float* b, float* out, long count);

/** By which of mask (4), a (2) and b (1) move. */
constexpr ChooseRun CHOOSE_RUNS[] = {
    chooseRun<false, false, false>, chooseRun<false, false, true>, chooseRun<false, true, false>,
    chooseRun<false, true, true>,   chooseRun<true, false, false>, chooseRun<true, false, true>,
    chooseRun<true, true, false>,   chooseRun<true, true, true>};

}  // namespace

/** out[i] = mask[i'] ≠ 0 ? a[i''] : b[i''']; a NaN in the mask chooses a, as it is not 0. */
Status choose(const Call& call) {
  Arguments in(call);
  const float* mask = in.floats();
  const float* a = in.floats();
  const float* b = in.floats();
  float* out = in.floats();
  const long length = in.size();
  const Operand operandMask = in.operand();
  const Operand operandA = in.operand();
  const Operand operandB = in.operand();
  if (in.status != Status::done) return in.status;
  parallelChunks(call, length, MOVED_AT_ONCE, [&](long begin, long end) {
    OperandCursor cursors[] = {{mask, operandMask, begin}, {a, operandA, begin}, {b, operandB, begin}};
    forEachRun(cursors, begin, end, [&](const OperandRun* runs, long i, long count) {
      const int moving = (runs[0].moves ? 4 : 0) + (runs[1].moves ? 2 : 0) + (runs[2].moves ? 1 : 0);
      CHOOSE_RUNS[moving](runs[0].from, runs[1].from, runs[2].from, out + i, count);
    });
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
