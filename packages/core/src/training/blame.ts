import type { Batch } from '../data/index.js'
import { keep, runInScope } from '../device/index.js'
import { NonFiniteError } from '../errors.js'
import type { Layer } from '../layers/index.js'
import { isFinite, min } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import { propose, type StepSubject } from './step.js'

/** What was looked at in one place of the network. */
interface Finding {
  readonly layer: string
  readonly finite: Tensor
}

/**
 * Runs a dropped step once more, with nothing changed since, and names the first layer whose output is not finite; or
 * the loss; or else the layer whose backward pass first gave something that is not finite.
 */
export async function blame(subject: StepSubject, batches: readonly Batch[], step: number): Promise<NonFiniteError> {
  for (const [part, batch] of batches.entries()) {
    const error = await examine(subject, batch, { step, part })
    if (error !== null) return error
  }
  return explain(step, NaN, 'only the sum of its micro-batches is not finite', null)
}

/** The error for a dropped step whose batch does not come again. */
export function untraceable(): NonFiniteError {
  return new NonFiniteError(
    {
      what: 'A step was dropped because its loss or a gradient is not finite; the data ended before it when it was read again, so its layer is unknown. Nothing has changed since.',
      remedy: 'Let the data set give the same examples whenever an epoch is asked for again.',
    },
    null,
  )
}

/** What is not finite in one micro-batch, or null. */
async function examine(
  subject: StepSubject,
  batch: Batch,
  place: { readonly step: number; readonly part: number },
): Promise<NonFiniteError | null> {
  const outputs: Finding[] = []
  const gradients: Finding[] = []
  const layers = new Map<Tensor, Layer>()
  const look = (value: Tensor): Tensor => keep(runInScope(subject.device, () => min(isFinite(value))))
  const { loss, first } = runInScope(subject.device, () => {
    const proposal = propose(subject, batch, place, {
      output: (layer, output) => {
        layers.set(output, layer)
        outputs.push({ layer: layer.path, finite: look(output) })
      },
      gradient: (output, gradient) => {
        const layer = layers.get(output)
        if (layer !== undefined) gradients.push({ layer: layer.path, finite: look(gradient) })
      },
    })
    return { loss: proposal.loss, first: proposal.gradients.map(look) }
  })
  const value = await loss.item()
  const output = await firstNonFinite(outputs)
  const parameter = await firstParameter(subject, first)
  const gradient = (await firstBackward(gradients)) ?? parameter
  for (const tensor of [loss, ...first, ...[...outputs, ...gradients].map(({ finite }) => finite)]) tensor.dispose()
  const { step } = place
  if (output !== null) {
    return explain(step, value, `the output of layer '${output}' was the first that is not finite`, output)
  }
  if (!Number.isFinite(value)) {
    const cause = `all outputs are finite, but not what '${subject.loss.name}' makes of them (does it expect probabilities or logits?)`
    return explain(step, value, cause, null)
  }
  if (gradient === null) return null
  return explain(
    step,
    value,
    `outputs and loss are finite, but not the gradient that '${gradient}' passes back`,
    gradient,
  )
}

function explain(step: number, loss: number, place: string, layer: string | null): NonFiniteError {
  return new NonFiniteError(
    {
      what: `Step ${step} was dropped: its loss is ${loss}; ${place}. Parameters, optimizer and running statistics are as before that step.`,
      remedy: "Lower the learning rate, clip gradients (globalClipNorm), check the data, or use onNonFinite: 'skip'.",
    },
    layer,
  )
}

async function firstNonFinite(findings: readonly Finding[]): Promise<string | null> {
  const finite = await Promise.all(findings.map((finding) => finding.finite.item()))
  return findings[finite.indexOf(0)]?.layer ?? null
}

/**
 * Findings run from the last layer to the first: a bad gradient at a layer's output was made by the layer visited just
 * before it.
 */
async function firstBackward(findings: readonly Finding[]): Promise<string | null> {
  const finite = await Promise.all(findings.map((finding) => finding.finite.item()))
  return findings[finite.indexOf(0) - 1]?.layer ?? null
}

async function firstParameter({ state }: StepSubject, finite: readonly Tensor[]): Promise<string | null> {
  const values = await Promise.all(finite.map((tensor) => tensor.item()))
  return state.parameters[values.indexOf(0)]?.path ?? null
}
