#include "activations.hpp"
#include "../call.hpp"
#include "../chunks.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

long chunkOfValues(Activation activation) {
  return activation <= Activation::leakyRelu || activation == Activation::hardSwish ? MOVED_AT_ONCE : COMPUTED_AT_ONCE;
}

long chunkOfGradients(Activation activation) {
  return activation <= Activation::tanh || activation == Activation::hardSwish ? MOVED_AT_ONCE : COMPUTED_AT_ONCE;
}

}  // namespace

/** y = f(x), element by element. */
Status activate(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const Slot* out = in.buffer();
  const Activation activation = in.choice<Activation>();
  const float alpha = static_cast<float>(in.number());
  if (in.status != Status::done) return in.status;
  if (out->dtype != DType::float32) return Status::unusableBuffer;
  float* y = static_cast<float*>(out->data);
  parallelChunks(call, out->length, chunkOfValues(activation), [=](long begin, long end) {
    activateValues(x + begin, y + begin, end - begin, activation, alpha);
  });
  return Status::done;
}

/** dx = dy·f'(x), from the output or the input of the activation as ACTIVATION_SAVES says. */
Status activateGradient(const Call& call) {
  Arguments in(call);
  const float* dy = in.floats();
  const float* saved = in.floats();
  const Slot* out = in.buffer();
  const Activation activation = in.choice<Activation>();
  const float alpha = static_cast<float>(in.number());
  if (in.status != Status::done) return in.status;
  if (out->dtype != DType::float32) return Status::unusableBuffer;
  float* dx = static_cast<float*>(out->data);
  parallelChunks(call, out->length, chunkOfGradients(activation), [=](long begin, long end) {
    activationGradients(dy + begin, saved + begin, dx + begin, end - begin, activation, alpha);
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
