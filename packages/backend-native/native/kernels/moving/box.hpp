// A box of words that is moved: how its elements lie in the source and in the target.
#pragma once
#include "../call.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** One axis of the box: its size, and the steps that it takes in source and target. */
struct BoxAxis {
  long size, from, to;
};

constexpr long MOST_AXES = 62;

/**
 * The axes of a box from the outermost on, as few as possible: axes of size 1 vanish, and neighbours that lie behind
 * each other in source and target become one. What is left has at least two elements an axis, hence there are
 * no more axes than a length has bits.
 */
class Box {
 public:
  void append(BoxAxis axis) {
    if (axis.size == 1) return;
    if (count_ > 0 && continues(axes_[count_ - 1], axis)) {
      axes_[count_ - 1] = {axes_[count_ - 1].size * axis.size, axis.from, axis.to};
    } else {
      axes_[count_++] = axis;
    }
  }

  /** Takes an axis out of the box. */
  BoxAxis remove(long index) {
    const BoxAxis axis = axes_[index];
    count_--;
    for (long i = index; i < count_; i++) axes_[i] = axes_[i + 1];
    return axis;
  }

  long axes() const { return count_; }
  const BoxAxis& axis(long index) const { return axes_[index]; }

  long elements() const {
    long product = 1;
    for (long i = 0; i < count_; i++) product *= axes_[i].size;
    return product;
  }

 private:
  static bool continues(const BoxAxis& outer, const BoxAxis& axis) {
    return outer.from == axis.size * axis.from && outer.to == axis.size * axis.to;
  }

  BoxAxis axes_[MOST_AXES];
  long count_ = 0;
};

/** Goes through the elements of a box in row-major order. */
class BoxWalk {
 public:
  /** Stands at element `index`. */
  BoxWalk(const Box& box, long index) : box_(box) {
    for (long i = box.axes() - 1; i >= 0; i--) {
      const BoxAxis& axis = box.axis(i);
      position_[i] = index % axis.size;
      index /= axis.size;
      from += position_[i] * axis.from;
      to += position_[i] * axis.to;
    }
  }

  void next() {
    for (long i = box_.axes() - 1; i >= 0; i--) {
      const BoxAxis& axis = box_.axis(i);
      from += axis.from;
      to += axis.to;
      if (++position_[i] < axis.size) return;
      from -= axis.size * axis.from;
      to -= axis.size * axis.to;
      position_[i] = 0;
    }
  }

  /** Where the element lies in source and target. */
  long from = 0, to = 0;

 private:
  const Box& box_;
  long position_[MOST_AXES];
};

/** Moves the elements of a box; `from` and `to` are where its first one lies. */
void moveBox(const Call& call, Box box, const float* from, float* to);

}  // namespace evenkeel::EVENKEEL_ISA
