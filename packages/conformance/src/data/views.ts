import type { View } from '@evenkeel/core/backend'
import type { Seeded } from './seeded.js'

/** A view from its four sizes. */
export function view(groups: number, outer: number, channels: number, inner: number): View {
  return { groups, outer, channels, inner }
}

/** Every form in which a normalizer reads its input, small. */
export const VIEWS: readonly { readonly name: string; readonly view: View }[] = [
  { name: 'batch, channels last', view: view(1, 24, 5, 1) },
  { name: 'batch, channels first', view: view(1, 4, 5, 6) },
  { name: 'a batch of 2', view: view(1, 2, 3, 1) },
  { name: 'an odd batch', view: view(1, 15, 8, 1) },
  { name: 'one channel', view: view(1, 9, 1, 7) },
  { name: 'one value a channel', view: view(1, 1, 7, 1) },
  { name: 'many channels', view: view(1, 3, 257, 1) },
  { name: 'ghost batches', view: view(3, 8, 5, 2) },
  { name: 'ghost batches of odd size', view: view(5, 7, 3, 1) },
  { name: 'instance, channels last', view: view(4, 9, 5, 1) },
  { name: 'instance, channels first', view: view(4, 1, 5, 9) },
  { name: 'group, channels first', view: view(3, 1, 2, 12) },
  { name: 'group, channels last', view: view(3, 7, 2, 4) },
  { name: 'layer', view: view(6, 1, 1, 13) },
  { name: 'long channels', view: view(1, 5003, 2, 1) },
  { name: 'long rows', view: view(2, 1, 1, 10_007) },
]

/** A view of at most some thousand elements, each size awkward. */
export function drawView(draw: Seeded): View {
  const limits = draw.pick([
    [1, 1031, 17, 1],
    [1, 16, 33, 65],
    [17, 16, 5, 4],
    [65, 1, 1, 131],
    [8, 1, 13, 64],
  ])
  const [groups, outer, channels, inner] = limits.map((limit) => draw.size(limit))
  return view(groups, outer, channels, inner)
}
