// Loops over rows of columns: sums down the columns, and passes that write all elements.
#pragma once
#include "norm-reduce.hpp"
#include "norm-vectors.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Vectors that one loop works on at once: enough sums to hide the latency of an addition, few enough registers. */
#if defined(__AVX512F__) || defined(__aarch64__)
constexpr int BLOCK_VECTORS = 4;
#else
constexpr int BLOCK_VECTORS = 2;
#endif

template <int COUNT>
struct Vectors {
  static constexpr int count = COUNT;
};

/**
 * Calls work(Vectors, column, slot, lanes) for all of `width` columns. Where they fill no whole number of vectors, the
 * last vector begins earlier, at columns that were worked on already: in memory of its own (`slot`) it may do them
 * again, of a row it writes `lanes` only.
 */
template <typename Work>
EVENKEEL_INLINE void forColumns(long width, const Work& work) {
  long column = 0;
  for (; column <= width - BLOCK_VECTORS * LANES; column += BLOCK_VECTORS * LANES) {
    work(Vectors<BLOCK_VECTORS>{}, column, column, AllLanes{});
  }
  for (; column <= width - LANES; column += LANES) work(Vectors<1>{}, column, column, AllLanes{});
  if (column < width) work(Vectors<1>{}, width - LANES, column, onlyLastLanes(width - column));
}

/** Rows of a block where rows are read straight on: two where sums have to be loaded and stored for each block. */
constexpr long SUMMED_ROWS = 2, WRITTEN_ROWS = 1;

/** Where a unit's rows lie, and what of them should be on its way from memory while others are worked on. */
class RowWalk {
 public:
  RowWalk(const Columns& columns, const NormUnit& unit, Chunk rows)
      : width_(unit.width),
        pitch_(columns.pitch()),
        offset_(unit.offset),
        end_(rows.end),
        straight_(columns.large() && unit.width > SHORT_ROW) {}

  long width() const { return width_; }
  /** Whether to read rows straight on, as memory likes it, instead of a block of columns through many rows. */
  bool straight() const { return straight_; }
  EVENKEEL_INLINE long at(long row, long column) const { return offset_ + row * pitch_ + column; }

  /**
   * Where to fetch ahead from while a block of `height` rows is worked on, or 0: not what lies below the block but
   * as many of the next elements in memory, because several rows read in turn are more than the processor foresees.
   */
  EVENKEEL_INLINE long ahead(long row, long column, long height) const {
    if (!straight_ || row + 2 * height > end_) return 0;
    const long distance = height * column;
    return distance < width_ ? at(row + height, distance) : at(row + height + 1, distance - width_);
  }

 private:
  /** Columns of rows so short that many of them together are read almost straight on. */
  static constexpr long SHORT_ROW = 96;

  long width_, pitch_, offset_, end_;
  bool straight_;
};

template <int COUNT, typename Block>
EVENKEEL_INLINE void prefetch(const Block& block, long offset) {
#pragma GCC unroll 4
  for (int v = 0; v < COUNT; v++) block.prefetch(offset + v * LANES);
}

/**
 * Adds the terms of all rows to result.first and result.second, in the slots of columns. Of a block it takes
 *   constants<COUNT>(column, slot): what COUNT vectors of columns need, in registers,
 *   add(constants, offset, first, second): adds the terms of COUNT vectors of a row,
 *   prefetch(offset).
 */
template <typename Block>
EVENKEEL_INLINE void sumRows(const RowWalk& walk, Chunk rows, const Block& block, Partial& result) {
  float firstSums[Columns::MOST_COLUMNS], secondSums[Columns::MOST_COLUMNS];
  const long slots = (walk.width() + LANES - 1) / LANES * LANES;
  const long height = walk.straight() ? SUMMED_ROWS : CHAIN;
  for (long i = 0; i < slots; i += LANES) {
    storeSums(result.first + i, broadcastWide(0));
    storeSums(result.second + i, broadcastWide(0));
    store(firstSums + i, Floats{});
    store(secondSums + i, Floats{});
  }
  for (long chain = rows.begin; chain < rows.end; chain += CHAIN) {
    const long chainEnd = chain + CHAIN < rows.end ? chain + CHAIN : rows.end;
    for (long begin = chain; begin < chainEnd; begin += height) {
      const long end = begin + height < chainEnd ? begin + height : chainEnd;
      forColumns(walk.width(), [&](auto vectors, long column, long slot, auto) {
        constexpr int COUNT = decltype(vectors)::count;
        const auto constants = block.template constants<COUNT>(column, slot);
        // Rows in turn have sums of their own: an addition need not wait for the one before.
        Floats first[2][COUNT] = {}, second[2][COUNT] = {};
        const long ahead = walk.ahead(begin, column, height);
        long row = begin;
        for (; row < end - 1; row += 2) {
          if (ahead != 0) prefetch<COUNT>(block, ahead);
          block.add(constants, walk.at(row, column), first[0], second[0]);
          if (ahead != 0) prefetch<COUNT>(block, ahead + COUNT * LANES);
          block.add(constants, walk.at(row + 1, column), first[1], second[1]);
        }
        if (row < end) block.add(constants, walk.at(row, column), first[0], second[0]);
#pragma GCC unroll 4
        for (int v = 0; v < COUNT; v++) {
          float* firstSum = firstSums + slot + v * LANES;
          float* secondSum = secondSums + slot + v * LANES;
          store(firstSum, load(firstSum) + (first[0][v] + first[1][v]));
          store(secondSum, load(secondSum) + (second[0][v] + second[1][v]));
        }
      });
    }
    for (long i = 0; i < slots; i += LANES) {
      addTo(result.first + i, load(firstSums + i));
      addTo(result.second + i, load(secondSums + i));
      store(firstSums + i, Floats{});
      store(secondSums + i, Floats{});
    }
  }
}

/**
 * Writes all rows of `out` with Put. Of a block it takes
 *   constants<COUNT>(column): what COUNT vectors of columns need, in registers,
 *   value(constants, v, row, offset): vector v of them,
 *   prefetch(offset).
 */
template <typename Put, typename Block>
EVENKEEL_INLINE void writeRows(const RowWalk& walk, Chunk rows, float* out, const Block& block) {
  const long height = walk.straight() ? WRITTEN_ROWS : CHAIN;
  for (long begin = rows.begin; begin < rows.end; begin += height) {
    const long end = begin + height < rows.end ? begin + height : rows.end;
    forColumns(walk.width(), [&](auto vectors, long column, long, auto lanes) {
      constexpr int COUNT = decltype(vectors)::count;
      const auto constants = block.template constants<COUNT>(column);
      const long ahead = walk.ahead(begin, column, height);
      for (long row = begin; row < end; row++) {
        if (ahead != 0) prefetch<COUNT>(block, ahead + (row - begin) * COUNT * LANES);
        const long at = walk.at(row, column);
#pragma GCC unroll 4
        for (int v = 0; v < COUNT; v++) {
          float* to = out + at + v * LANES;
          Put::put(to, lanes.keep(block.value(constants, v, row, at + v * LANES), load(to)));
        }
      }
    });
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
