#include "norm-exact.hpp"
#include "norm-moments.hpp"
#include "norm-row-loops.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Rows that the estimate of a tile's mean is taken from. */
constexpr long SAMPLE = 16;

/** A tile of rows; `weights` by row, null for 1. */
struct RowTile {
  const RowWalk& walk;
  Chunk rows;
  const float* x;
  const float* weights;
};

/** The means of the first rows, summed as differences from one of them: what rows have in common costs no digits. */
void estimateMeans(const RowTile& tile, float* means) {
  const long begin = tile.rows.begin, end = begin + SAMPLE < tile.rows.end ? begin + SAMPLE : tile.rows.end;
  const float share = 1.0f / static_cast<float>(end - begin);
  forColumns(tile.walk.width(), [&](auto vectors, long column, long slot, auto) {
    constexpr int COUNT = decltype(vectors)::count;
    Floats base[COUNT], sums[COUNT] = {};
    const float* first = tile.x + tile.walk.at(begin, column);
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) base[v] = load(first + v * LANES);
    for (long row = begin + 1; row < end; row++) {
      const float* x = tile.x + tile.walk.at(row, column);
#pragma GCC unroll 4
      for (int v = 0; v < COUNT; v++) sums[v] += load(x + v * LANES) - base[v];
    }
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) store(means + slot + v * LANES, base[v] + sums[v] * share);
  });
}

/** Adds deviations from the estimates, and their squares. */
struct DeviationsBlock {
  const float* x;
  const float* estimates;

  template <int COUNT>
  struct Constants {
    Floats center[COUNT];
  };
  template <int COUNT>
  EVENKEEL_INLINE Constants<COUNT> constants(long, long slot) const {
    Constants<COUNT> constants;
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) constants.center[v] = load(estimates + slot + v * LANES);
    return constants;
  }
  template <int COUNT>
  EVENKEEL_INLINE void add(const Constants<COUNT>& constants, long offset, Floats (&first)[COUNT],
                           Floats (&second)[COUNT]) const {
#pragma GCC unroll 4
    for (int v = 0; v < COUNT; v++) {
      const Floats deviation = load(x + offset + v * LANES) - constants.center[v];
      first[v] += deviation;
      second[v] += deviation * deviation;
    }
  }
  EVENKEEL_INLINE void prefetch(long offset) const { __builtin_prefetch(x + offset); }
};

/** The weight of a tile, and its first row that has any. */
struct TileWeight {
  double total = 0;
  long first;

  explicit TileWeight(const RowTile& tile) : first(tile.rows.end) {
    for (long row = tile.rows.end; row-- > tile.rows.begin;) {
      if (tile.weights[row] == 0) continue;
      first = row;
      total += tile.weights[row];
    }
  }
};

/**
 * Estimates and sums with a weight for each row, of which those of weight 0 are left out. The estimate is the weighted
 * mean of the whole tile: few rows may hold most of the weight.
 */
void sumWeightedRows(const RowTile& tile, const TileWeight& weight, float* estimates, Partial& result) {
  const float share = static_cast<float>(1 / weight.total);
  forColumns(tile.walk.width(), [&](auto vectors, long column, long slot, auto) {
    constexpr int COUNT = decltype(vectors)::count;
    Floats base[COUNT], first[COUNT] = {}, second[COUNT];
    const float* x = tile.x + column;
    for (int v = 0; v < COUNT; v++) base[v] = load(x + tile.walk.at(weight.first, v * LANES));
    for (long row = weight.first; row < tile.rows.end; row++) {
      const float rowWeight = tile.weights[row];
      if (rowWeight == 0) continue;
      for (int v = 0; v < COUNT; v++) first[v] += rowWeight * (load(x + tile.walk.at(row, v * LANES)) - base[v]);
    }
    for (int v = 0; v < COUNT; v++) {
      base[v] += first[v] * share;
      store(estimates + slot + v * LANES, base[v]);
      storeSums(result.first + slot + v * LANES, broadcastWide(0));
      storeSums(result.second + slot + v * LANES, broadcastWide(0));
    }
    for (long begin = weight.first; begin < tile.rows.end; begin += CHAIN) {
      for (int v = 0; v < COUNT; v++) first[v] = second[v] = Floats{};
      for (long row = begin; row < tile.rows.end && row < begin + CHAIN; row++) {
        const float rowWeight = tile.weights[row];
        if (rowWeight == 0) continue;
        for (int v = 0; v < COUNT; v++) {
          const Floats deviation = load(x + tile.walk.at(row, v * LANES)) - base[v];
          first[v] += rowWeight * deviation;
          second[v] += rowWeight * deviation * deviation;
        }
      }
      for (int v = 0; v < COUNT; v++) {
        addTo(result.first + slot + v * LANES, first[v]);
        addTo(result.second + slot + v * LANES, second[v]);
      }
    }
  });
}

/** Sets the lanes whose sum of squares is out of range, see `outOfRange`. */
EVENKEEL_INLINE void markLost(Doubles squares, Longs& lost) {
  lost |= (Longs)(squares != 0) & ~((Longs)(squares >= LEAST_SQUARES) & (Longs)(squares <= MOST_SQUARES));
}

/** From the sums about the estimates to mean and m2, in place; says whether a sum left the range. */
bool finishTile(long slots, const float* estimates, Partial& result) {
  const Wide share = broadcastWide(1 / result.count);
  Longs lost{};
  for (long i = 0; i < slots; i += LANES) {
    const Wide deviations = loadSums(result.first + i), squares = loadSums(result.second + i);
    markLost(squares.low, lost);
    markLost(squares.high, lost);
    const Wide moved = deviations * share, m2 = squares - deviations * moved;
    storeSums(result.first + i, widen(load(estimates + i)) + moved);
    // Rounding may leave a little less than nothing.
    storeSums(result.second + i, {m2.low < 0 ? Doubles{} : m2.low, m2.high < 0 ? Doubles{} : m2.high});
  }
  long long any = 0;
  for (long i = 0; i < LANES / 2; i++) any |= lost[i];
  return any != 0;
}

/** A tile once more, in double precision. */
void measureExactly(const RowTile& tile, long pitch, Partial& result) {
  const long begin = tile.rows.begin, count = tile.rows.end - begin;
  const float* weights = tile.weights == nullptr ? nullptr : tile.weights + begin;
  forColumns(tile.walk.width(), [&](auto vectors, long column, long slot, auto) {
    for (long i = 0; i < decltype(vectors)::count * LANES; i++) {
      ExactMoments exact;
      const float* x = tile.x + tile.walk.at(begin, column + i);
      exact.measureMean(x, pitch, weights, count);
      exact.measureSquares(x, pitch, weights, count);
      result.first[slot + i] = exact.mean();
      result.second[slot + i] = exact.m2();
    }
  });
}

}  // namespace

void MomentsReduction::measure(const Columns& columns, const NormUnit& unit, Chunk rows, Partial& result,
                               float*) const {
  float estimates[Columns::MOST_COLUMNS];
  const RowWalk walk(columns, unit, rows);
  const RowTile tile{walk, rows, x, weights == nullptr ? nullptr : weights + unit.weightOffset};
  if (weights == nullptr) {
    result.count = static_cast<double>(rows.end - rows.begin);
    estimateMeans(tile, estimates);
    sumRows(walk, rows, DeviationsBlock{x, estimates}, result);
  } else {
    const TileWeight weight(tile);
    result.count = weight.total;
    if (weight.first < rows.end) sumWeightedRows(tile, weight, estimates, result);
  }
  const long slots = Columns::slots(unit);
  if (result.count == 0) {
    for (long i = 0; i < slots; i++) result.first[i] = result.second[i] = 0;
  } else if (finishTile(slots, estimates, result)) {
    measureExactly(tile, columns.pitch(), result);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
