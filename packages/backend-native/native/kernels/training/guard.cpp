#include "../call.hpp"
#include "joined-ranges.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Elements of a task: it takes some microseconds. */
constexpr long TASK_ELEMENTS = 1 << 16;

struct Gradient {
  const float* values;
  long length;
};

/** In double precision squares of finite floats do not overflow, nor does their sum: it is finite when they all are. */
double sumOfSquares(const float* x, long count) {
  Wide parts[4] = {broadcastWide(0), broadcastWide(0), broadcastWide(0), broadcastWide(0)};
  long i = 0;
  for (; i <= count - 4 * LANES; i += 4 * LANES) {
    for (long part = 0; part < 4; part++) {
      const Wide values = loadWide(x + i + part * LANES);
      parts[part] = parts[part] + values * values;
    }
  }
  double sum = sumOfLanes((parts[0] + parts[1]) + (parts[2] + parts[3]));
  for (; i < count; i++) sum += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  return sum;
}

}  // namespace

/** factor = 0 when the loss or a gradient is not finite, else min(1, maxNorm / norm); see the contract. */
Status guard(const Call& call) {
  Arguments in(call);
  const long count = in.size();
  auto* gradients = scratch<Gradient>(call, count);
  if (gradients == nullptr && count > 0) return Status::outOfMemory;
  long length = 0;
  for (long i = 0; i < count; i++) {
    const Slot* slot = in.buffer();
    if (slot->dtype != DType::float32) in.status = Status::unusableBuffer;
    gradients[i] = {static_cast<const float*>(slot->data), slot->length};
    length += slot->length;
  }
  const float* loss = in.floats();
  float* factor = in.floats();
  float* norm = in.floats();
  const double maxNorm = in.number();
  if (in.status != Status::done) return in.status;

  const long chunk = joinedChunk(length, TASK_ELEMENTS);
  const long chunks = chunk > 0 ? (length + chunk - 1) / chunk : 0;
  double* sums = scratch<double>(call, chunks);
  if (sums == nullptr && chunks > 0) return Status::outOfMemory;
  parallel(call, chunks, [&](long task, long) {
    const Chunk range = chunkOf(task, length, chunk);
    double sum = 0;
    forJoined(gradients, count, range.begin, range.end, [&](long i, long from, long to) {
      sum += sumOfSquares(gradients[i].values + from, to - from);
    });
    sums[task] = sum;
  });
  double squares = 0;
  for (long task = 0; task < chunks; task++) squares += sums[task];
  const bool finite = __builtin_isfinite(squares) && __builtin_isfinite(*loss);
  *norm = static_cast<float>(__builtin_sqrt(squares));
  const double limited = *norm > maxNorm ? maxNorm / static_cast<double>(*norm) : 1;
  *factor = finite ? static_cast<float>(limited) : 0;
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
