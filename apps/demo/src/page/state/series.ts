import type { RunEvent } from '../../protocol/events.js'
import { Points } from './points.js'

/** The curves of a lane. They grow in place; `version` tells that they did. */
export interface LaneSeries {
  readonly training: Points<'epoch' | 'loss' | 'accuracy' | 'imagesPerSecond' | 'trainingMs'>
  readonly validation: Points<'epoch' | 'loss' | 'accuracy'>
  /** Quantiles of what goes into the activation of a layer, by its path. */
  readonly inputs: Map<string, Points<'low' | 'median' | 'high'>>
  version: number
}

export function emptySeries(): LaneSeries {
  return {
    training: new Points(['epoch', 'loss', 'accuracy', 'imagesPerSecond', 'trainingMs']),
    validation: new Points(['epoch', 'loss', 'accuracy']),
    inputs: new Map(),
    version: 0,
  }
}

/** Adds what an event brings to the curves. */
export function recordEvent(series: LaneSeries, event: RunEvent): void {
  series.version += 1
  if (event.type === 'progress') series.training.push(event.step, event)
  if (event.type === 'validation') series.validation.push(event.step, event)
  if (event.type !== 'inspection') return
  for (const { layer, quantiles } of event.inputs) {
    const points = series.inputs.get(layer) ?? new Points(['low', 'median', 'high'])
    const [low, median, high] = quantiles
    points.push(event.step, { low, median, high })
    series.inputs.set(layer, points)
  }
}

/** Takes back what came after a checkpoint from which the lane goes on. */
export function rewindTo(series: LaneSeries, step: number): void {
  series.version += 1
  series.training.dropAfter(step)
  series.validation.dropAfter(step)
  for (const points of series.inputs.values()) points.dropAfter(step)
}
