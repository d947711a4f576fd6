/**
 * Interleaves `count` lines of `depth` elements: to[start + p · width + i] = element p of line i, whose elements are
 * `step` apart and which begins at origin + i · line. Lines from `count` to `width` become zeros.
 */
export function pack(
  from: Float32Array,
  origin: number,
  line: number,
  step: number,
  count: number,
  depth: number,
  to: Float64Array,
  start: number,
  width: number,
): void {
  for (let i = 0; i < count; i++) {
    let source = origin + i * line
    for (let p = 0, target = start + i; p < depth; p++, target += width, source += step) to[target] = from[source]
  }
  for (let i = count; i < width; i++) {
    for (let p = 0, target = start + i; p < depth; p++, target += width) to[target] = 0
  }
}
