// How kernels are called: what they know of the host, and nothing else. No standard library, no Node-API.
#pragma once
#include "instruction-set.hpp"

namespace evenkeel {

enum class DType { float32, int32 };

/** A buffer of the host; `data` is aligned to 64 bytes. Free slots have no data. */
struct Slot {
  void* data;
  long length;
  DType dtype;
};

/** What the host does for kernels. */
struct Runtime {
  void* host;
  /** Threads that `parallel` may use, the caller's among them. */
  long threads;
  /** Runs work(context, task, thread) once for each task in 0..tasks-1, thread in 0..threads-1; returns when all is done. */
  void (*parallel)(void* host, long tasks, void (*work)(void* context, long task, long thread), void* context);
  /** Memory until the kernel returns, aligned to 64 bytes; null where there is none left. */
  void* (*scratch)(void* host, long bytes);
};

enum class Status : int { done = 0, unusableBuffer = 1, outOfMemory = 2 };

/** One call of a kernel: the numbers that the host wrote, and the buffers that they name. */
struct Call {
  const Runtime& runtime;
  const double* arguments;
  const Slot* slots;
  long slotCount;
};

using Kernel = Status (*)(const Call&);

/** x[group][outer][channel][inner], see `View` in the contract. */
struct View {
  long groups, outer, channels, inner;
};

/** Element i reads operand[(i / inner) % channels]. */
struct Operand {
  long channels, inner;
};

/** Channels-last geometry of convolution and pooling, see `Window` in the contract. */
struct Window {
  long batch, height, width, channels;
  long kernelHeight, kernelWidth;
  long strideHeight, strideWidth;
  long dilationHeight, dilationWidth;
  long paddingTop, paddingLeft;
  long outHeight, outWidth;
};

}  // namespace evenkeel

// What is compiled belongs to one instruction set: of functions that all sets share the linker would keep any one.
namespace evenkeel::EVENKEEL_ISA {

/**
 * Takes the arguments of a call in the order in which the contract lists them: buffers first, then attributes, lists
 * with their length before them. A buffer that cannot be used turns `status`; kernels look at it before they compute.
 */
class Arguments {
 public:
  explicit Arguments(const Call& call) : call_(call), next_(call.arguments) {}

  Status status = Status::done;

  /** A buffer of either dtype. */
  const Slot* buffer() {
    const double id = *next_++;
    if (id >= 0 && id < static_cast<double>(call_.slotCount)) {
      const Slot* slot = call_.slots + static_cast<long>(id);
      if (slot->data != nullptr) return slot;
    }
    status = Status::unusableBuffer;
    return &none;
  }

  float* floats() { return static_cast<float*>(of(buffer(), DType::float32)); }
  int* integers() { return static_cast<int*>(of(buffer(), DType::int32)); }

  /** A buffer, or null where the host wrote -1. */
  float* optionalFloats() { return absent() ? nullptr : floats(); }
  int* optionalIntegers() { return absent() ? nullptr : integers(); }

  double number() { return *next_++; }
  long size() { return static_cast<long>(*next_++); }
  bool flag() { return *next_++ != 0; }
  /** Kernels that name an operation get its place in the list that both sides keep. */
  template <typename Enum>
  Enum choice() {
    return static_cast<Enum>(static_cast<int>(*next_++));
  }

  View view() {
    View view;
    view.groups = size();
    view.outer = size();
    view.channels = size();
    view.inner = size();
    return view;
  }

  Operand operand() {
    Operand operand;
    operand.channels = size();
    operand.inner = size();
    return operand;
  }

  Window window() {
    Window window;
    window.batch = size();
    window.height = size();
    window.width = size();
    window.channels = size();
    window.kernelHeight = size();
    window.kernelWidth = size();
    window.strideHeight = size();
    window.strideWidth = size();
    window.dilationHeight = size();
    window.dilationWidth = size();
    window.paddingTop = size();
    window.paddingLeft = size();
    window.outHeight = size();
    window.outWidth = size();
    return window;
  }

 private:
  bool absent() {
    if (*next_ != -1) return false;
    next_++;
    return true;
  }

  void* of(const Slot* slot, DType dtype) {
    if (slot->data != nullptr && slot->dtype != dtype) status = Status::unusableBuffer;
    return slot->data;
  }

  static constexpr Slot none{nullptr, 0, DType::float32};
  const Call& call_;
  const double* next_;
};

/** Runs work(task, thread) for each task; tasks are cut the same way whatever the number of threads. */
template <typename Work>
inline void parallel(const Call& call, long tasks, const Work& work) {
  const Runtime& runtime = call.runtime;
  runtime.parallel(
      runtime.host, tasks,
      [](void* context, long task, long thread) { (*static_cast<const Work*>(context))(task, thread); },
      const_cast<Work*>(&work));
}

/** The range of task `task` when 0..length-1 is cut into chunks. */
struct Chunk {
  long begin, end;
};
inline Chunk chunkOf(long task, long length, long chunk) {
  const long begin = task * chunk;
  return {begin, begin + chunk < length ? begin + chunk : length};
}

/** Runs work(begin, end) over 0..length-1 in chunks, on several threads when there is more than one chunk. */
template <typename Work>
inline void parallelChunks(const Call& call, long length, long chunk, const Work& work) {
  if (length <= chunk) {
    if (length > 0) work(0, length);
    return;
  }
  parallel(call, (length + chunk - 1) / chunk, [&](long task, long) {
    const Chunk range = chunkOf(task, length, chunk);
    work(range.begin, range.end);
  });
}

/** Scratch memory for `count` values; null when there is none left. */
template <typename T>
inline T* scratch(const Call& call, long count) {
  return static_cast<T*>(call.runtime.scratch(call.runtime.host, count * static_cast<long>(sizeof(T))));
}

}  // namespace evenkeel::EVENKEEL_ISA
