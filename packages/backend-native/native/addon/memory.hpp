// The memory of one device: buffers by number, and scratch memory for kernels.
#pragma once
#include <cstddef>
#include <utility>
#include <vector>
#include "../kernels/call.hpp"

namespace evenkeel {

/** Memory aligned to 64 bytes, large pieces in large pages where the system has them. */
class AlignedMemory {
 public:
  AlignedMemory() = default;
  /** Without memory when there is none left. */
  explicit AlignedMemory(std::size_t bytes);
  AlignedMemory(AlignedMemory&& other) noexcept { *this = std::move(other); }
  AlignedMemory& operator=(AlignedMemory&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~AlignedMemory();

  char* data() const { return data_; }
  std::size_t bytes() const { return bytes_; }

 private:
  char* data_ = nullptr;
  std::size_t bytes_ = 0;
};

/** Buffers, each named by the number of its slot. Numbers of freed buffers are used again. */
class BufferTable {
 public:
  static constexpr long none = -1;
  ~BufferTable();

  /** The number of a new buffer with undefined contents, or `none` when there is no memory. */
  long allocate(long length, DType dtype);
  /** Whether there was such a buffer. */
  bool free(long id);
  /** Null when there is no such buffer. */
  const Slot* find(double id) const;

  const Slot* slots() const { return slots_.data(); }
  long size() const { return static_cast<long>(slots_.size()); }

 private:
  std::vector<Slot> slots_;
  std::vector<long> free_;
};

/** Scratch memory, handed out piece by piece during a kernel and taken back as a whole after it. */
class Scratch {
 public:
  void* take(long bytes);
  /** After a kernel: one piece as large as all that it needed stays. */
  void reset();
  std::size_t bytes() const { return kept_.bytes(); }

 private:
  AlignedMemory kept_;
  std::vector<AlignedMemory> overflow_;
  std::size_t used_ = 0;
};

}  // namespace evenkeel
