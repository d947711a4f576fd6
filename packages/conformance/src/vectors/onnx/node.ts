import { ops, tensor, type Device, type HostTensor, type Tensor } from '@evenkeel/core'
import type { Numbers } from '../check/compare.js'
import type { Attributes } from '../case/attributes.js'
import type { Inputs } from '../case/inputs.js'
import { reading, scoped, type CaseRunner, type CaseSubject, type Outputs } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'

/** An ONNX operator with its arguments by position. */
export class OnnxNode {
  readonly device: Device
  readonly attributes: Attributes
  readonly opset: number
  readonly #inputs: Inputs
  readonly #names: readonly string[]
  readonly #outputs: readonly string[]

  constructor({ data, device, attributes, inputs }: CaseSubject) {
    if (data.opset === undefined || data.nodeInputs === undefined || data.nodeOutputs === undefined) {
      throw new Unsupported('opset, nodeInputs or nodeOutputs are missing')
    }
    this.device = device
    this.attributes = attributes
    this.opset = data.opset
    this.#inputs = inputs
    this.#names = data.nodeInputs
    this.#outputs = data.nodeOutputs
  }

  /** Number of arguments, those left out in between counted. */
  get count(): number {
    return this.#names.length
  }

  has(position: number): boolean {
    return (this.#names[position] ?? '') !== ''
  }

  /** Whether the output at a position is asked for. */
  wants(position: number): boolean {
    return (this.#outputs[position] ?? '') !== ''
  }

  /** A float32 argument. */
  tensor(position: number): Tensor {
    return this.#inputs.tensor(this.#name(position))
  }

  /** A float32 argument, or an integer one converted on the device. */
  numbers(position: number): Tensor {
    const name = this.#name(position)
    if (this.#inputs.dtype(name) === 'float32') return this.tensor(position)
    const { data, shape } = this.integers(position)
    return ops.cast(tensor(this.device, data, { shape, dtype: 'int32' }), 'float32')
  }

  /** A boolean argument as 1 and 0. */
  mask(position: number): Tensor {
    return this.#inputs.mask(this.#name(position))
  }

  tensorOrNull(position: number): Tensor | null {
    return this.has(position) ? this.tensor(position) : null
  }

  host(position: number): HostTensor {
    return this.#inputs.host(this.#name(position))
  }

  integers(position: number): { readonly data: Int32Array; readonly shape: readonly number[] } {
    return this.#inputs.integers(this.#name(position))
  }

  /** A list of integers: axes, a shape. */
  list(position: number): number[] {
    return Array.from(this.integers(position).data)
  }

  scalar(position: number): number {
    return this.#inputs.scalar(this.#name(position))
  }

  /** @throws Unsupported before a version of the operator set, where the operator meant something else */
  requireOpset(opset: number): void {
    if (this.opset < opset) throw new Unsupported(`operator set ${this.opset}, before ${opset}`)
  }

  #name(position: number): string {
    if (this.has(position)) return this.#names[position]
    throw new Unsupported(`argument ${position} is missing`)
  }
}

/** Results by position. */
type Results<T> = Tensor | readonly T[]

/** A runner of an operator that gives one tensor, or one for each output. */
export function operator(run: (node: OnnxNode) => Results<Tensor>): CaseRunner {
  return scoped((subject) => named(subject, run(new OnnxNode(subject))))
}

/** A runner of an operator that reads on the way. */
export function readingOperator(run: (node: OnnxNode) => Promise<readonly Numbers[]>): CaseRunner {
  return reading(async (subject) => named(subject, await run(new OnnxNode(subject))))
}

function named({ data }: CaseSubject, results: Results<Tensor | Numbers>): Outputs {
  const list: readonly (Tensor | Numbers)[] = isList(results) ? results : [results]
  const names = data.nodeOutputs ?? []
  return Object.fromEntries(list.flatMap((result, i) => ((names[i] ?? '') === '' ? [] : [[names[i], result]])))
}

function isList<T>(results: Results<T>): results is readonly T[] {
  return Array.isArray(results)
}
