import type { HostArray, KernelName } from '@evenkeel/core/backend'
import { ORACLES } from '../oracle/index.js'
import type { Oracle, References } from '../oracle/reference.js'
import { NonConformance } from '../non-conformance.js'
import { toleranceOf } from '../tolerances.js'
import { mismatch } from './compare.js'
import type { HostArguments } from './host.js'
import { perform } from './perform.js'
import type { CallOptions, Implementation, Outputs } from './perform.js'
import { describeCall, slotsOf } from './slots.js'

/** How a call is judged, beside how it is made. */
export interface CheckOptions<K extends KernelName> extends CallOptions {
  /** Another judge than the kernel's oracle, for a case whose bounds are its own. */
  readonly oracle?: Oracle<K>
}

/** center and residual are two halves of one number: only their sum has a meaning. */
function observed(outputs: Outputs): Readonly<Record<string, ArrayLike<number>>> {
  const { center, residual } = outputs
  if (center === undefined || residual === undefined) return outputs
  return { ...outputs, mean: Array.from(center, (value, i) => value + residual[i]) }
}

/** The first output that is not what the references say, in words; null when all are. */
export function firstMismatch<K extends KernelName>(
  implementation: Implementation,
  kernel: K,
  args: HostArguments<K>,
  outputs: Outputs,
  references: References,
): string | null {
  const hosts = new Map<string, HostArray>(slotsOf(kernel, args).map(({ path, host }) => [path, host]))
  const results = observed(outputs)
  for (const [path, reference] of Object.entries(references)) {
    const output = path.replace(/\[.*/, '')
    const tolerance = toleranceOf(kernel, args, output, implementation.backend.traits)
    const host = hosts.get(path) ?? new Float32Array()
    const finding = mismatch(path, results[path], host, reference, tolerance)
    if (finding !== null) return finding
  }
  return null
}

/** Makes a call and compares every output with the oracle. Returns the outputs. Throws a {@link NonConformance}. */
export async function checkCall<K extends KernelName>(
  implementation: Implementation,
  kernel: K,
  args: HostArguments<K>,
  options: CheckOptions<K> = {},
): Promise<Outputs> {
  const oracle: Oracle<K> = options.oracle ?? ORACLES[kernel]
  const references = oracle(args)
  const outputs = await perform(implementation, kernel, args, options)
  const finding = firstMismatch(implementation, kernel, args, outputs, references)
  if (finding !== null)
    throw new NonConformance(`${kernel} (${implementation.source})`, `${finding}; in ${describeCall(kernel, args)}`)
  return outputs
}
