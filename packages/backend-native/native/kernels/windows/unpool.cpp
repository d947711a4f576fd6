#include "pooling.hpp"
#include "../moving/runs.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Values that a task writes, about. */
constexpr long TASK_VALUES = 1 << 16;

/** Whether no input element lies in two windows. */
bool areDisjoint(const Window& window) {
  return (window.kernelHeight - 1) * window.dilationHeight < window.strideHeight &&
         (window.kernelWidth - 1) * window.dilationWidth < window.strideWidth;
}

}  // namespace

/** The gradient of `pool`; see the contract. Where windows overlap, terms are added in the order of the outputs. */
Status unpool(const Call& call) {
  Arguments in(call);
  Unpooling given;
  given.dy = in.floats();
  given.where = in.optionalIntegers();
  given.dx = in.floats();
  given.window = in.window();
  if (in.status != Status::done) return in.status;

  const Window& window = given.window;
  if (window.outHeight * window.outWidth == 0) {
    clearRun(given.dx, window.batch * given.plane());
    return Status::done;
  }
  if (areDisjoint(window)) {
    const long valuesPerRow = window.strideHeight * given.line();
    parallelChunks(call, window.batch * window.outHeight, TASK_VALUES / (valuesPerRow + 1) + 1,
                   [&](long begin, long end) { unpoolDisjoint(given, begin, end); });
    return Status::done;
  }
  auto* columns = scratch<Span>(call, window.width);
  if (columns == nullptr && window.width > 0) return Status::outOfMemory;
  for (long column = 0; column < window.width; column++) {
    columns[column] = outputsOver(column, window.kernelWidth, window.dilationWidth, window.strideWidth,
                                  window.paddingLeft, window.outWidth);
  }
  parallelChunks(call, window.batch * window.height, TASK_VALUES / (given.line() + 1) + 1,
                 [&](long begin, long end) { unpoolOverlapping(given, columns, begin, end); });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
