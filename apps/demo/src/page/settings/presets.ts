import { DEFAULT_SETTINGS, type DemoSettings } from '../../settings/settings.js'

/** An experiment that one click sets up. */
export interface Preset {
  readonly name: string
  /** What there is to see. */
  readonly story: string
  readonly settings: Omit<DemoSettings, 'devices'>
}

const { devices: _devices, ...article } = DEFAULT_SETTINGS

/** The story of batch norm in four experiments. */
export const PRESETS: readonly Preset[] = [
  {
    name: 'The article',
    story: 'Dense, batch norm, Dense: with and without it, from the same weights.',
    settings: { ...article, compareWithout: true },
  },
  {
    name: 'A batch of two: watch it get sick',
    story: 'Two images say little about a mean. Training limps behind the same network without it.',
    settings: { ...article, batchSize: 2, epochs: 3, compareWithout: true },
  },
  {
    name: 'Group norm heals it',
    story: 'The same batch of two, but each image is normalized by its own statistics.',
    settings: { ...article, batchSize: 2, epochs: 3, normalization: 'group', compareWithout: true },
  },
  {
    name: "The paper's Figure 1",
    story: 'Three sigmoid layers. Watch what flows into them drift, and stay put with batch norm.',
    settings: { ...article, network: 'sigmoid', batchSize: 60, learningRate: 0.01, compareWithout: true },
  },
]
