// One opened device, as JavaScript sees it.
#pragma once
#include <memory>
#include <napi.h>
#include "../kernels/table.hpp"
#include "memory.hpp"
#include "team.hpp"

namespace evenkeel {

/**
 * new Device(instructionSet, threads, arguments): the kernels of an instruction set, threads and buffers.
 * `arguments` is the Float64Array that the caller writes a kernel's arguments into before `run`. Methods give a status
 * instead of throwing: the texts of errors are written in TypeScript.
 */
class Device : public Napi::ObjectWrap<Device> {
 public:
  static Napi::Function define(Napi::Env env);
  explicit Device(const Napi::CallbackInfo& info);

 private:
  /** run(kernel): status. */
  Napi::Value run(const Napi::CallbackInfo& info);
  /** allocate(length, isInt32): number of the buffer, or -1 without memory. */
  Napi::Value allocate(const Napi::CallbackInfo& info);
  /** free(buffer): whether there was one. */
  Napi::Value free(const Napi::CallbackInfo& info);
  /** write(buffer, typedArray, offset): whether there is such a buffer and the data fit. */
  Napi::Value write(const Napi::CallbackInfo& info);
  /** read(buffer, typedArray): whether there is such a buffer and the array has its length. */
  Napi::Value read(const Napi::CallbackInfo& info);
  /** scratchBytes(). */
  Napi::Value scratchBytes(const Napi::CallbackInfo& info);
  /** close(): frees buffers and ends threads. */
  void close(const Napi::CallbackInfo& info);

  const KernelSet* set_;
  std::unique_ptr<Team> team_;
  std::unique_ptr<BufferTable> buffers_;
  Scratch scratch_;
  Napi::Reference<Napi::Float64Array> argumentsReference_;
  const double* arguments_;
  Runtime runtime_;
};

}  // namespace evenkeel
