import { useEffect, useRef, useState } from 'react'
import type { Command, PredictionMode } from '../../protocol/commands.js'
import type { ErrorFacts } from '../../protocol/facts.js'
import type { Lane } from '../state/lane.js'
import { useSession } from './session-context.js'

type PredictQuestion = Extract<Command, { type: 'predict' }>

export interface Prediction {
  readonly probabilities: Float32Array | null
  readonly problem: ErrorFacts | null
}

/** Time between two questions to a lane that trains. */
const SHORTEST_MS = 120

/**
 * What the model of a lane makes of an image. Asked again when the image or the mode is another, and while the lane
 * trains, a few times a second; one question at a time.
 */
export function usePrediction(lane: Lane, image: Float32Array | null, mode: PredictionMode): Prediction | null {
  const session = useSession()
  const [prediction, setPrediction] = useState<Prediction | null>(null)
  const latest = useRef({ image, mode })
  const busy = useRef(false)
  const open = lane.ready !== null && lane.phase !== 'failed'
  const { id, step, device } = lane
  useEffect(() => {
    latest.current = { image, mode }
    const askUntilCurrent = async (): Promise<void> => {
      if (busy.current) return
      busy.current = true
      let asked: typeof latest.current | null = null
      while (asked !== latest.current && latest.current.image !== null) {
        asked = latest.current
        const question = { type: 'predict', image: asked.image!, mode: asked.mode } as const
        const answer = await session.ask<PredictQuestion>(id, question)
        if (answer !== null) setPrediction(answer)
        await new Promise((resolve) => setTimeout(resolve, SHORTEST_MS))
      }
      busy.current = false
    }
    if (open && image !== null) void askUntilCurrent()
  }, [session, id, step, device, open, image, mode])
  return image === null || !open ? null : prediction
}
