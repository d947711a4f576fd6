// Results for each channel, reduced in tiles that are merged by halves, and what is done with them, on several threads.
#pragma once
#include "norm-memory.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Elements that keep a thread busy for some microseconds. */
constexpr long ELEMENTS_AT_ONCE = 1 << 15;
/** A unit with so many elements is cut into segments for several threads, where there are not many units. */
constexpr long LARGE_UNIT = 1 << 17;
constexpr long MANY_UNITS = 16;
constexpr long MOST_SEGMENTS = 16;

/** How many positions of a unit are a segment: all, where units are small or many. By the shape alone. */
template <typename Layout>
inline long segmentLength(const Layout& layout) {
  const long positions = layout.positions(), tiles = (positions + Layout::TILE - 1) / Layout::TILE;
  if (layout.units() >= MANY_UNITS || layout.unitElements() < LARGE_UNIT || tiles < 2) return positions;
  return (tiles + MOST_SEGMENTS - 1) / MOST_SEGMENTS * Layout::TILE;
}

/** The result of a range of positions in levels[0]: of a tile, or merged from the results of both halves. */
template <typename Layout, typename Reduction>
void reduceRange(const Layout& layout, const Reduction& reduction, const NormUnit& unit, Chunk range, Partial* levels,
                 float* tiles) {
  const long count = (range.end - range.begin + Layout::TILE - 1) / Layout::TILE;
  if (count <= 1) {
    reduction.measure(layout, unit, range, levels[0], tiles);
    return;
  }
  const long middle = range.begin + (count + 1) / 2 * Layout::TILE;
  reduceRange(layout, reduction, unit, {range.begin, middle}, levels, tiles);
  reduceRange(layout, reduction, unit, {middle, range.end}, levels + 1, tiles);
  Reduction::merge(levels[0], levels[1], Layout::slots(unit));
}

/** For kernels that write nothing but the results of channels. */
struct NothingToApply {
  void operator()(const NormUnit&, Chunk, float*) const {}
};
template <typename Apply>
constexpr bool APPLIES = true;
template <>
constexpr bool APPLIES<NothingToApply> = false;

/** Unit by unit, each of them reduced and then applied while it lies in the cache. */
template <typename Layout, typename Reduction, typename Finish, typename Apply>
Status reduceWholeUnits(const Call& call, const Layout& layout, const Reduction& reduction, const Finish& finish,
                        const Apply& apply) {
  const long units = layout.units(), positions = layout.positions();
  const long unitsAtOnce = ELEMENTS_AT_ONCE / (layout.unitElements() + 1) + 1;
  const long tasks = (units + unitsAtOnce - 1) / unitsAtOnce;
  const NormMemory<Layout> memory(call, layout, tasks, positions, 0);
  if (memory.missing()) return Status::outOfMemory;
  parallel(call, tasks, [&](long task, long thread) {
    Partial levels[MOST_LEVELS];
    memory.levels(thread, levels);
    const Chunk chunk = chunkOf(task, units, unitsAtOnce);
    for (long index = chunk.begin; index < chunk.end; index++) {
      const NormUnit unit = layout.unit(index);
      reduceRange(layout, reduction, unit, {0, positions}, levels, memory.tiles(thread));
      Reduction::join(layout, unit, levels[0]);
      finish(unit, levels[0]);
      apply(unit, Chunk{0, positions}, memory.tiles(thread));
    }
  });
  return Status::done;
}

/** All units reduced, segment by segment, and then applied. */
template <typename Layout, typename Reduction, typename Finish, typename Apply>
Status reduceSegments(const Call& call, const Layout& layout, long length, const Reduction& reduction,
                      const Finish& finish, const Apply& apply) {
  const long units = layout.units(), positions = layout.positions();
  const long segments = (positions + length - 1) / length, tasks = units * segments;
  const NormMemory<Layout> memory(call, layout, tasks, length, tasks);
  if (memory.missing()) return Status::outOfMemory;
  auto* counts = scratch<double>(call, tasks);
  if (counts == nullptr) return Status::outOfMemory;
  parallel(call, tasks, [&](long task, long thread) {
    Partial levels[MOST_LEVELS];
    memory.levels(thread, levels);
    levels[0] = memory.partial(task);
    reduceRange(layout, reduction, layout.unit(task / segments), chunkOf(task % segments, positions, length), levels,
                memory.tiles(thread));
    counts[task] = levels[0].count;
  });
  const auto partial = [&](long task) {
    Partial partial = memory.partial(task);
    partial.count = counts[task];
    return partial;
  };
  for (long index = 0; index < units; index++) {
    const NormUnit unit = layout.unit(index);
    const long begin = index * segments, end = begin + segments;
    for (long step = 1; step < segments; step *= 2) {
      for (long i = begin; i + step < end; i += 2 * step) {
        Partial into = partial(i);
        Reduction::merge(into, partial(i + step), Layout::slots(unit));
        counts[i] = into.count;
      }
    }
    Partial whole = partial(begin);
    Reduction::join(layout, unit, whole);
    finish(unit, whole);
  }
  if constexpr (APPLIES<Apply>) {
    // Backwards: what was read last is still in the cache.
    parallel(call, tasks, [&](long task, long thread) {
      const long index = tasks - 1 - task;
      apply(layout.unit(index / segments), chunkOf(index % segments, positions, length), memory.tiles(thread));
    });
  }
  return Status::done;
}

/**
 * For each unit: reduces all of its positions, finish(unit, result by channel), then apply(unit, positions, tiles).
 * A Reduction has measure(layout, unit, range, result, tiles), merge(into, result, slots), and
 * join(layout, unit, result), which makes results of channels of those of columns.
 */
template <typename Layout, typename Reduction, typename Finish, typename Apply>
Status reduceUnits(const Call& call, const Layout& layout, const Reduction& reduction, const Finish& finish,
                   const Apply& apply) {
  if (layout.units() == 0) return Status::done;
  const long length = segmentLength(layout);
  return length == layout.positions() ? reduceWholeUnits(call, layout, reduction, finish, apply)
                                      : reduceSegments(call, layout, length, reduction, finish, apply);
}

/** apply(unit, positions, tiles) for all positions of all units. */
template <typename Layout, typename Apply>
Status applyToUnits(const Call& call, const Layout& layout, const Apply& apply) {
  const long units = layout.units(), positions = layout.positions();
  if (units == 0 || positions == 0) return Status::done;
  const long tilesAtOnce = 2 * ELEMENTS_AT_ONCE / (layout.width() * Layout::TILE) + 1;
  const long length = tilesAtOnce * Layout::TILE, pieces = (positions + length - 1) / length;
  const long unitsAtOnce = pieces > 1 ? 1 : 2 * ELEMENTS_AT_ONCE / layout.unitElements() + 1;
  const long tasks = (units + unitsAtOnce - 1) / unitsAtOnce * pieces;
  const NormMemory<Layout> memory(call, layout, tasks, 0, 0);
  if (memory.missing()) return Status::outOfMemory;
  parallel(call, tasks, [&](long task, long thread) {
    const Chunk chunk = chunkOf(task / pieces, units, unitsAtOnce);
    for (long index = chunk.begin; index < chunk.end; index++) {
      apply(layout.unit(index), chunkOf(task % pieces, positions, length), memory.tiles(thread));
    }
  });
  return Status::done;
}

/** Calls work(layout) with the layout that suits a view. */
template <typename Work>
Status withLayout(const View& view, bool weighted, const Work& work) {
  const Columns columns(view, weighted);
  return columns.suit() ? work(columns) : work(Planes(view));
}

}  // namespace evenkeel::EVENKEEL_ISA
