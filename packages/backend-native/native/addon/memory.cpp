#include "memory.hpp"
#include <cstdlib>
#if defined(__linux__)
#include <sys/mman.h>
#endif
#if defined(_WIN32)
#include <malloc.h>
#endif

namespace evenkeel {
namespace {

constexpr std::size_t ALIGNMENT = 64;
constexpr std::size_t LARGE_PAGE = 2u << 20;

constexpr std::size_t roundUp(std::size_t bytes, std::size_t unit) { return (bytes + unit - 1) / unit * unit; }

char* allocateAligned(std::size_t bytes) {
  const bool large = bytes >= LARGE_PAGE;
  const std::size_t alignment = large ? LARGE_PAGE : ALIGNMENT;
  const std::size_t rounded = roundUp(bytes == 0 ? 1 : bytes, alignment);
#if defined(_WIN32)
  return static_cast<char*>(_aligned_malloc(rounded, alignment));
#else
  void* data = std::aligned_alloc(alignment, rounded);
#if defined(__linux__)
  // Rows of a tall matrix lie in a page each: with small pages its columns would cost an address translation a row.
  if (large && data != nullptr) madvise(data, rounded, MADV_HUGEPAGE);
#endif
  return static_cast<char*>(data);
#endif
}

void freeAligned(void* data) {
#if defined(_WIN32)
  _aligned_free(data);
#else
  std::free(data);
#endif
}

}  // namespace

AlignedMemory::AlignedMemory(std::size_t bytes) : data_(allocateAligned(bytes)), bytes_(data_ ? bytes : 0) {}

AlignedMemory::~AlignedMemory() { freeAligned(data_); }

BufferTable::~BufferTable() {
  for (const Slot& slot : slots_) freeAligned(slot.data);
}

long BufferTable::allocate(long length, DType dtype) {
  char* data = allocateAligned(static_cast<std::size_t>(length) * 4);
  if (data == nullptr) return none;
  const Slot slot{data, length, dtype};
  if (free_.empty()) {
    slots_.push_back(slot);
    return size() - 1;
  }
  const long id = free_.back();
  free_.pop_back();
  slots_[id] = slot;
  return id;
}

bool BufferTable::free(long id) {
  if (find(static_cast<double>(id)) == nullptr) return false;
  freeAligned(slots_[id].data);
  slots_[id].data = nullptr;
  free_.push_back(id);
  return true;
}

const Slot* BufferTable::find(double id) const {
  if (!(id >= 0 && id < static_cast<double>(slots_.size()))) return nullptr;
  const Slot* slot = &slots_[static_cast<long>(id)];
  return slot->data == nullptr ? nullptr : slot;
}

void* Scratch::take(long bytes) {
  const std::size_t size = roundUp(bytes == 0 ? 1 : static_cast<std::size_t>(bytes), ALIGNMENT);
  const std::size_t begin = used_;
  used_ += size;
  if (used_ <= kept_.bytes()) return kept_.data() + begin;
  overflow_.emplace_back(size);
  return overflow_.back().data();
}

void Scratch::reset() {
  if (used_ > kept_.bytes()) {
    overflow_.clear();
    kept_ = AlignedMemory();
    kept_ = AlignedMemory(used_);
  }
  used_ = 0;
}

}  // namespace evenkeel
