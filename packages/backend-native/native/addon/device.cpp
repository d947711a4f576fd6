#include "device.hpp"
#include <cstring>
#include "instruction-sets.hpp"

namespace evenkeel {

Napi::Function Device::define(Napi::Env env) {
  return DefineClass(env, "Device",
                     {InstanceMethod<&Device::run>("run"), InstanceMethod<&Device::allocate>("allocate"),
                      InstanceMethod<&Device::free>("free"), InstanceMethod<&Device::write>("write"),
                      InstanceMethod<&Device::read>("read"), InstanceMethod<&Device::scratchBytes>("scratchBytes"),
                      InstanceMethod<&Device::close>("close")});
}

Device::Device(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Device>(info), set_(nullptr) {
  const std::string name = info[0].As<Napi::String>();
  for (const InstructionSet& set : usableInstructionSets()) {
    if (set.name == name) set_ = set.set;
  }
  if (set_ == nullptr) throw Napi::RangeError::New(info.Env(), "instruction set " + name);
  const long threads = info[1].As<Napi::Number>().Int64Value();
  Napi::Float64Array arguments = info[2].As<Napi::Float64Array>();
  arguments_ = arguments.Data();
  argumentsReference_ = Napi::Reference<Napi::Float64Array>::New(arguments, 1);
  team_ = std::make_unique<Team>(threads);
  buffers_ = std::make_unique<BufferTable>();
  runtime_.host = this;
  runtime_.threads = threads;
  runtime_.parallel = [](void* host, long tasks, Work work, void* context) {
    static_cast<Device*>(host)->team_->run(tasks, work, context);
  };
  runtime_.scratch = [](void* host, long bytes) { return static_cast<Device*>(host)->scratch_.take(bytes); };
}

Napi::Value Device::run(const Napi::CallbackInfo& info) {
  const std::uint32_t kernel = info[0].As<Napi::Number>().Uint32Value();
  if (buffers_ == nullptr || kernel >= KERNELS) {
    return Napi::Number::New(info.Env(), static_cast<int>(Status::unusableBuffer));
  }
  const Status status = set_->kernels[kernel](Call{runtime_, arguments_, buffers_->slots(), buffers_->size()});
  scratch_.reset();
  return Napi::Number::New(info.Env(), static_cast<int>(status));
}

Napi::Value Device::allocate(const Napi::CallbackInfo& info) {
  const long length = info[0].As<Napi::Number>().Int64Value();
  const DType dtype = info[1].As<Napi::Boolean>() ? DType::int32 : DType::float32;
  return Napi::Number::New(info.Env(), buffers_ ? buffers_->allocate(length, dtype) : BufferTable::none);
}

Napi::Value Device::free(const Napi::CallbackInfo& info) {
  const long id = info[0].As<Napi::Number>().Int64Value();
  return Napi::Boolean::New(info.Env(), buffers_ && buffers_->free(id));
}

Napi::Value Device::write(const Napi::CallbackInfo& info) {
  const Slot* slot = buffers_ ? buffers_->find(info[0].As<Napi::Number>()) : nullptr;
  const auto data = info[1].As<Napi::TypedArray>();
  const long offset = info[2].As<Napi::Number>().Int64Value();
  const long length = static_cast<long>(data.ElementLength());
  const bool fits = slot != nullptr && data.ElementSize() == 4 && offset >= 0 && offset + length <= slot->length;
  if (fits && length > 0) {
    const char* from = static_cast<const char*>(data.ArrayBuffer().Data()) + data.ByteOffset();
    std::memcpy(static_cast<char*>(slot->data) + offset * 4, from, length * 4);
  }
  return Napi::Boolean::New(info.Env(), fits);
}

Napi::Value Device::read(const Napi::CallbackInfo& info) {
  const Slot* slot = buffers_ ? buffers_->find(info[0].As<Napi::Number>()) : nullptr;
  const auto into = info[1].As<Napi::TypedArray>();
  const bool fits =
      slot != nullptr && into.ElementSize() == 4 && static_cast<long>(into.ElementLength()) == slot->length;
  if (fits && slot->length > 0) {
    char* to = static_cast<char*>(into.ArrayBuffer().Data()) + into.ByteOffset();
    std::memcpy(to, slot->data, slot->length * 4);
  }
  return Napi::Boolean::New(info.Env(), fits);
}

Napi::Value Device::scratchBytes(const Napi::CallbackInfo& info) {
  return Napi::Number::New(info.Env(), static_cast<double>(scratch_.bytes()));
}

void Device::close(const Napi::CallbackInfo&) {
  team_.reset();
  buffers_.reset();
  scratch_ = Scratch();
}

}  // namespace evenkeel
