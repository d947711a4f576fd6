#include "divide-product.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** out[i] = A[i] * B[i] for each of `batch` matrices, see `matmul` in the contract. */
Status matmul(const Call& call) {
  Arguments in(call);
  const float* a = in.floats();
  const float* b = in.floats();
  float* out = in.floats();
  const long batch = in.size(), m = in.size(), n = in.size(), k = in.size();
  const bool transposeA = in.flag(), transposeB = in.flag();
  if (in.status != Status::done) return in.status;
  const auto left = [&](long i) { return storedMatrix(a + i * m * k, m, k, transposeA); };
  const auto right = [&](long i) { return storedMatrix(b + i * k * n, k, n, transposeB); };
  if (batch == 1) return divideProduct(call, {left(0), right(0), out, m, n, k, nullptr}, [](long, long) {});
  const long packedFloats = packedLength(k, n);
  float* packed = scratch<float>(call, packedFloats * call.runtime.threads);
  if (packed == nullptr) return Status::outOfMemory;
  parallel(call, batch, [&](long i, long thread) {
    multiply(left(i), pack(right(i), k, n, packed + thread * packedFloats), out + i * m * n, n, m, {nullptr, false});
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
