// Moments of one channel in double precision: for values whose squares leave the range of single precision.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Two passes: all elements are given to `measureMean`, and then again to `measureSquares`. */
class ExactMoments {
 public:
  void measureMean(const float* x, long stride, const float* weights, long length) {
    for (long i = 0; i < length; i++) {
      const double weight = weights == nullptr ? 1 : weights[i];
      if (weight == 0) continue;
      count_ += weight;
      sum_ += weight * x[i * stride];
    }
  }

  void measureSquares(const float* x, long stride, const float* weights, long length) {
    const double estimate = sum_ / count_;
    for (long i = 0; i < length; i++) {
      const double weight = weights == nullptr ? 1 : weights[i];
      if (weight == 0) continue;
      const double deviation = x[i * stride] - estimate;
      deviations_ += weight * deviation;
      squares_ += weight * deviation * deviation;
    }
  }

  double mean() const { return sum_ / count_ + deviations_ / count_; }
  double m2() const { return squares_ - deviations_ * deviations_ / count_; }

 private:
  double count_ = 0, sum_ = 0, deviations_ = 0, squares_ = 0;
};

}  // namespace evenkeel::EVENKEEL_ISA
