import type { KernelFacts, RunEvent } from '../../src/protocol/events.js'
import type { DeviceName, RunSettings } from '../../src/settings/settings.js'

export const STEPS_PER_EPOCH = 47

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>

const SPEEDS: Readonly<Record<DeviceName, number>> = { cpu: 28_000, webgl: 9_500, native: 410_000 }

/** A curve that falls like a loss, faster with normalization, with a little noise of its own. */
export function fakeProgress(step: number, device: DeviceName, settings: RunSettings): EventOf<'progress'> {
  const pace = settings.normalization === 'none' ? 90 : 40
  const noise = 0.04 * Math.sin(step * 1.7)
  const share = Math.exp(-step / pace)
  return {
    type: 'progress',
    step,
    epoch: Math.floor(step / STEPS_PER_EPOCH),
    loss: 0.08 + 2.2 * share + noise * (0.2 + share),
    accuracy: Math.min(1, 0.97 - 0.87 * share + noise / 4),
    imagesPerSecond: SPEEDS[device] * (1 + noise),
    trainingMs: 5 * step,
  }
}

export function fakeInspection(step: number, { normalization }: RunSettings): EventOf<'inspection'> {
  const drift = normalization === 'none' ? step / 60 : 0.1 * Math.sin(step / 30)
  const width = normalization === 'none' ? 1 + step / 100 : 1
  const channels = (scale: number): Float32Array => Float32Array.from({ length: 64 }, (_, k) => scale * Math.sin(k + 1))
  const none = normalization === 'none'
  return {
    type: 'inspection',
    step,
    inputs: ['dense', 'dense_1'].map((layer, index) => ({
      layer,
      quantiles: [drift - width - index, drift, drift + width + index],
    })),
    normalization: none
      ? []
      : [
          {
            layer: 'batchNormalization',
            gamma: channels(0.1).map((value) => 1 + value),
            beta: channels(0.2),
            movingMean: channels(0.5),
            movingVariance: channels(0.3).map((value) => 0.6 + value),
          },
        ],
    findings: none
      ? []
      : [
          {
            illness: 'noisy-statistics',
            layer: 'batchNormalization',
            description: 'The mean of a batch strays by 0.71 standard deviations (2 values a channel).',
            meaning: 'The network trains on noise that is not there at test time.',
            remedy: 'Use a larger batch, or group normalization.',
          },
        ],
    memory: { liveBuffers: 40, liveBytes: 1_200_000, backendBytes: 2_400_000 },
  }
}

export const fakeProfile: readonly KernelFacts[] = [
  { kernel: 'matmul', calls: 30, totalMs: 14.2 },
  { kernel: 'moments', calls: 5, totalMs: 1.1 },
  { kernel: 'affine', calls: 10, totalMs: 0.8 },
]
