// What the addon exports; see `src/addon.ts`.
#include "device.hpp"
#include "instruction-sets.hpp"
#include "measure.hpp"

namespace {

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  Napi::Array kernels = Napi::Array::New(env);
  for (long i = 0; i < evenkeel::KERNELS; i++) kernels.Set(i, evenkeel::KERNEL_NAMES[i]);
  Napi::Array sets = Napi::Array::New(env);
  for (const auto& set : evenkeel::usableInstructionSets()) sets.Set(sets.Length(), set.name);
  exports.Set("kernels", kernels);
  exports.Set("instructionSets", sets);
  exports.Set("Device", evenkeel::Device::define(env));
  exports.Set("measureArithmetic", Napi::Function::New<evenkeel::measureArithmetic>(env));
  exports.Set("measureCopy", Napi::Function::New<evenkeel::measureCopy>(env));
  return exports;
}

}  // namespace

NODE_API_MODULE(evenkeel, initialize)
