// What the files of `reduce` share.
#pragma once
#include "../call.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** x is [outer, n, inner]; the axis of length n goes. */
struct Lines {
  long outer, n, inner;
};

/** The place of the largest value of each line: the first of equals, and the first NaN before all. n is at least 1. */
Status argmax(const Call& call, const float* x, int* out, const Lines& lines);

}  // namespace evenkeel::EVENKEEL_ISA
