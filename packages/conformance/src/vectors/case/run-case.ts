import { EvenkeelError, runInScope, Tensor, type Device } from '@evenkeel/core'
import { allowFlushing, boundsOf, countSubnormals } from '../check/bounds.js'
import { compare, describeMismatch, type Mismatch, type Numbers } from '../check/compare.js'
import { withinRoundingOf } from '../check/rounded-reference.js'
import type { CaseData } from '../format.js'
import type { CaseFiles } from '../files/folder.js'
import { Attributes } from './attributes.js'
import { Inputs } from './inputs.js'
import type { CaseRunner, CaseSubject, Outputs } from './subject.js'
import { Unsupported } from './unsupported.js'

/** What became of one case. */
export interface VectorResult {
  readonly family: string
  readonly name: string
  readonly op: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** Why it failed or was skipped; null when it passed. */
  readonly reason: string | null
  /** The worst element of each output that was out of bounds. */
  readonly mismatches: readonly Mismatch[]
}

type Verdict = Pick<VectorResult, 'status' | 'reason' | 'mismatches'>

/** Runs a case and compares its outputs with the reference. Never rejects because of what the device did. */
export async function runCase(
  device: Device,
  family: string,
  data: CaseData,
  runner: CaseRunner,
  files: CaseFiles,
): Promise<VectorResult> {
  return { family, name: data.name, op: data.op, ...(await verdictOf(device, data, runner, files)) }
}

async function verdictOf(device: Device, data: CaseData, runner: CaseRunner, files: CaseFiles): Promise<Verdict> {
  if (runner.kind === 'absent') return skipped(runner.reason)
  if (data.tags?.includes('nonfinite') && !device.traits.propagatesNonFinite) {
    return skipped('the device declares that NaN and infinities do not propagate')
  }
  try {
    const inputs = new Inputs(device, await Promise.all(data.inputs.map((input) => files.values(input))))
    const attributes = new Attributes(data.attributes)
    const subject: CaseSubject = { device, data, attributes, inputs, files }
    if (data.throws !== undefined) return await refusal(subject, runner, data.throws)
    const outputs = await outputsOf(subject, runner)
    attributes.requireAllRead()
    inputs.requireAllRead()
    return await judged(subject, outputs)
  } catch (error) {
    return error instanceof Unsupported ? skipped(error.reason) : failed(messageOf(error))
  }
}

/** What the runner gives, read to the host. */
async function outputsOf(
  subject: CaseSubject,
  runner: Exclude<CaseRunner, { kind: 'absent' }>,
): Promise<Record<string, Numbers>> {
  const outputs: Outputs =
    runner.kind === 'scoped' ? runInScope(subject.device, () => runner.run(subject)) : await runner.run(subject)
  const numbers: Record<string, Numbers> = {}
  for (const [name, output] of Object.entries(outputs)) {
    if (!(output instanceof Tensor)) numbers[name] = output
    else {
      numbers[name] = { shape: output.shape, data: await output.read() }
      output.dispose()
    }
  }
  return numbers
}

async function judged({ device, data, files }: CaseSubject, outputs: Record<string, Numbers>): Promise<Verdict> {
  const mismatches: Mismatch[] = []
  const flushed = device.traits.subnormals ? 0 : await subnormalInputs(data, files)
  for (const output of data.outputs) {
    if (!Object.hasOwn(outputs, output.name)) return skipped(`output not understood: ${output.name}`)
    const bounds = boundsOf(output, data.tolerance)
    if (bounds === null) return failed(`${output.name} has no tolerance for float32`)
    const reference = await files.values(output)
    const allowed = device.traits.subnormals ? bounds : allowFlushing(bounds, flushed)
    const mismatch = compare(output.name, outputs[output.name], reference, allowed)
    if (mismatch === null) continue
    if (withinRoundingOf(reference, outputs[output.name])) return skipped('the reference has four decimals only')
    mismatches.push(mismatch)
  }
  if (mismatches.length === 0) return { status: 'passed', reason: null, mismatches }
  return { status: 'failed', reason: mismatches.map(describeMismatch).join('; '), mismatches }
}

async function subnormalInputs({ inputs }: CaseData, files: CaseFiles): Promise<number> {
  const values = await Promise.all(inputs.map((input) => files.values(input)))
  return values.reduce((count, { data }) => count + countSubnormals(data), 0)
}

/** The reference refuses this input: so must core, with an error of its own. */
async function refusal(
  subject: CaseSubject,
  runner: Exclude<CaseRunner, { kind: 'absent' }>,
  reference: string,
): Promise<Verdict> {
  try {
    await outputsOf(subject, runner)
  } catch (error) {
    if (error instanceof Unsupported) throw error
    if (error instanceof EvenkeelError) return { status: 'passed', reason: null, mismatches: [] }
    return failed(`an error of its own kind was expected, not ${messageOf(error)}`)
  }
  return failed(`no error was thrown; the reference says: ${reference}`)
}

function skipped(reason: string): Verdict {
  return { status: 'skipped', reason, mismatches: [] }
}

function failed(reason: string): Verdict {
  return { status: 'failed', reason, mismatches: [] }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}
