/** One axis of a walk over a buffer. */
export type Axis = Readonly<Record<'size' | 'stride', number>>

/** The same walk with as few axes as possible: neighbours that are dense in x become one, and axes of size 1 vanish. */
export function mergeAxes(shape: readonly number[], strides: readonly number[]): readonly Axis[] {
  const axes: Axis[] = []
  shape.forEach((size, axis) => {
    const stride = strides[axis]
    const last = axes.at(-1)
    if (size === 1) return
    if (last !== undefined && last.stride === size * stride) axes.splice(-1, 1, { size: last.size * size, stride })
    else axes.push({ size, stride })
  })
  return axes
}

/** A name of a program's integer for one axis: `size0`, `size1`, … */
export type AxisInteger<Name extends string> = `${Name}${number}`

/** For each of `rank` axes, its integers of the given names. */
export function axisIntegers<const Name extends string>(rank: number, names: readonly Name[]): AxisInteger<Name>[][] {
  return Array.from({ length: rank }, (_, axis) => names.map((name): AxisInteger<Name> => `${name}${axis}`))
}

/** The values of {@link axisIntegers}. */
export function axisValues<Name extends string>(
  axes: readonly Readonly<Record<Name, number>>[],
): Readonly<Record<AxisInteger<Name>, number>> {
  const entries = axes.flatMap((axis, i) => Object.entries<number>(axis).map(([name, value]) => [`${name}${i}`, value]))
  return Object.fromEntries(entries) as Record<AxisInteger<Name>, number>
}
