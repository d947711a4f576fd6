// How elementwise work is cut for several threads: by its length alone, in whole lines of the cache.
#pragma once
#include "instruction-set.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Elements that one thread copies or adds in about 5 µs. */
constexpr long MOVED_AT_ONCE = 1 << 16;
/** Elements that one thread gathers from main memory in about 5 µs. */
constexpr long GATHERED_AT_ONCE = 1 << 14;
/** Elements of which one thread computes an elementary function in about 5 µs. */
constexpr long COMPUTED_AT_ONCE = 1 << 13;

}  // namespace evenkeel::EVENKEEL_ISA
