#include "../call.hpp"
#include "../chunks.hpp"
#include "runs.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Shares of the table: a row of it belongs to one task, which adds to it in the order of the rows that came in. */
constexpr long SHARES = 8;

}  // namespace

/** into[rows[r]] += x[r], row by row in the order of r. */
Status scatterRows(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const Slot* rows = in.buffer();
  float* into = in.floats();
  const long rowLength = in.size();
  if (in.status != Status::done) return in.status;
  if (rows->dtype != DType::int32) return Status::unusableBuffer;
  const int* index = static_cast<const int*>(rows->data);
  const long count = rows->length;
  const long shares = count * rowLength > 2 * MOVED_AT_ONCE ? SHARES : 1;
  parallel(call, shares, [=](long share, long) {
    for (long r = 0; r < count; r++) {
      if (index[r] % shares == share) addRun(x + r * rowLength, into + index[r] * rowLength, rowLength);
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
