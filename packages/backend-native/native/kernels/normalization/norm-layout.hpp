// How normalization walks the elements of a view: vectors along the channels, or along one channel.
#pragma once
#include "../call.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** What is measured by itself: some channels of one group. */
struct NormUnit {
  long group;
  long firstChannel, channels;
  /** Place of its first entry in vectors of length groups * channels. */
  long entry;
  /** Columns of a row; of a plane 1. */
  long width;
  /** Places of its first element and of its first weight. */
  long offset, weightOffset;
};

/**
 * Rows of columns, x[group][row][column], with vectors along a row. Channels of short `inner` are some columns each,
 * and several rows may be joined to one, so that few channels fill whole vectors: column j belongs to channel
 * (j / inner) % channels. Wide rows are cut into blocks of channels.
 */
class Columns {
 public:
  /** Columns of a unit are fewer. */
  static constexpr long MOST_COLUMNS = 2048;
  /** Rows measured about one estimate of the mean. */
  static constexpr long TILE = 128;

  Columns(const View& view, bool weighted);
  /** Whether the view is to be walked like this. */
  bool suit() const { return suit_; }

  long units() const { return view_.groups * blocks_; }
  NormUnit unit(long index) const;
  /** Rows of a unit. */
  long positions() const { return rows_; }
  /** Elements of a position of a unit, and of a unit; the last unit of a row may have up to twice as many. */
  long width() const { return width_; }
  long unitElements() const { return rows_ * width_; }
  /** Elements from a row to the next one. */
  long pitch() const { return pitch_; }
  /** Whether a group is more than the cache of a processor holds. */
  bool large() const { return rows_ * pitch_ >= LARGE_GROUP; }
  long inner() const { return view_.inner; }
  /** Rows of the view in one row. */
  long joined() const { return joined_; }
  /** Whether each column is a channel. */
  bool simple() const { return view_.inner * joined_ == 1; }
  /** Room for one value of each column, in whole vectors: of a unit, and of the widest one. */
  static long slots(const NormUnit& unit) { return slotsOf(unit.width); }
  long mostSlots() const { return slotsOf(widest_); }
  bool scattered() const { return false; }

 private:
  static constexpr long LARGE_GROUP = 1 << 19;
  static long slotsOf(long columns) { return (columns + LANES - 1) / LANES * LANES; }

  View view_;
  long joined_, rows_, pitch_, blocks_, blockChannels_, width_, widest_;
  bool suit_;
};

/**
 * One channel of a group in runs of `inner` elements, x[group][outer][channel][inner], with vectors along the runs.
 * Runs that fill no vector are gathered into tiles first.
 */
class Planes {
 public:
  /** Elements measured about one estimate of the mean; those that are gathered at once. */
  static constexpr long TILE = 4096;

  explicit Planes(const View& view);

  long units() const { return view_.groups * view_.channels; }
  NormUnit unit(long index) const;
  /** Elements of a unit. */
  long positions() const { return view_.outer * view_.inner; }
  long width() const { return 1; }
  long unitElements() const { return positions(); }
  static long slots(const NormUnit&) { return 1; }
  long mostSlots() const { return 1; }
  /** Whether runs fill no vector and are gathered. */
  bool scattered() const { return view_.inner < LANES; }
  long inner() const { return view_.inner; }
  /** Elements from a run to the next one. */
  long stride() const { return view_.channels * view_.inner; }

 private:
  View view_;
};

}  // namespace evenkeel::EVENKEEL_ISA
