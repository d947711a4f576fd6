import { StateError, type Buffer } from '@evenkeel/core/backend'
import { textureOf, type WebglBuffer } from '../buffer.js'
import type { GlContext } from '../context.js'
import type { Gpujs, GpujsProgram, GpujsSource } from '../gpujs.js'
import type { Layout } from '../texture/layout.js'
import type { TexturePool } from '../texture/pool.js'
import type { GpuTexture } from '../texture/texture.js'
import type { LaunchArguments, ProgramDefinition } from './definition.js'
import { OUTPUT_INTEGERS, shiftOf, sourceOf } from './source.js'

/** The arguments of a launch, without their types. */
type Given = Readonly<Record<string, Buffer | number>>

/** What programs run on. */
export interface ProgramHost {
  readonly context: GlContext
  readonly pool: TexturePool
  readonly gpujs: Gpujs
}

/** One launch's worth of render targets: all of a program's outputs, or as many as the GPU takes at once. */
interface Pass {
  readonly source: GpujsSource
  /** The outputs of this pass, as positions in `writes`. */
  readonly from: number
  readonly to: number
  compiled: GpujsProgram | null
}

/** A program, compiled at its first launch. */
export class Program<Reads extends string, Values extends string, Writes extends string> {
  readonly #host: ProgramHost
  readonly #definition: ProgramDefinition<Reads, Values, Writes>
  readonly #passes: readonly Pass[]
  readonly #floatBits: { readonly floats: Float32Array; readonly words: Int32Array }

  constructor(host: ProgramHost, definition: ProgramDefinition<Reads, Values, Writes>) {
    this.#host = host
    this.#definition = definition
    this.#passes = passesOf(definition, host.context.maxTargets)
    const floats = new Float32Array(1)
    this.#floatBits = { floats, words: new Int32Array(floats.buffer) }
  }

  /**
   * Enqueues the computation; nothing happens when the outputs have length 0. An output may be the same buffer as an
   * input: it is then rendered into another texture, which takes the place of the buffer's own, so that the program
   * has to write all of it.
   *
   * @throws DeviceLostError; StateError for a freed or foreign buffer, and when the program cannot be compiled
   */
  launch(args: LaunchArguments<Reads | Writes, Values, Buffer>): void {
    const { context, pool, gpujs } = this.#host
    const { name, reads, writes } = this.#definition
    context.requireUsable(name)
    const given = args as Given
    const inputs = reads.map((read) => textureOf(given[read] as Buffer, context.gl, `${name}, ${read}`))
    const outputs = writes.map((write) => given[write] as WebglBuffer)
    const own = outputs.map((output, i) => textureOf(output, context.gl, `${name}, ${writes[i]}`))
    const { length } = outputs[0]
    this.#requireSameLength(outputs)
    this.#requireLayouts(inputs)
    if (length === 0) return

    const integers = this.#integers(given, inputs, own[0].shift, length)
    const targets = own.map((texture) => (inputs.includes(texture) ? pool.acquire(length) : texture))
    for (const pass of this.#passes) {
      pass.compiled ??= gpujs.compile(pass.source, inputs)
      pass.compiled.run(inputs, integers, targets.slice(pass.from, pass.to))
    }
    targets.forEach((target, i) => {
      if (target === own[i]) return
      outputs[i].texture = target
      pool.release(own[i])
    })
  }

  /** In the order of {@link integersOf}. */
  #integers(given: Given, inputs: readonly GpuTexture[], outShift: number, outLength: number): readonly number[] {
    const { integers = [], floats = [] } = this.#definition
    const { floats: float, words } = this.#floatBits
    const values = inputs.map(({ shift }) => shift)
    values.push(outShift, outLength)
    for (const name of integers) values.push(given[name] as number)
    for (const name of floats) {
      float[0] = given[name] as number
      values.push(words[0])
    }
    return values
  }

  #requireLayouts(inputs: readonly GpuTexture[]): void {
    const { name, reads, layouts = {} } = this.#definition
    const compiled = layouts as Readonly<Record<string, Layout | undefined>>
    const wrong = reads.find((read, i) => {
      const layout = compiled[read]
      return layout !== undefined && (layout.width !== inputs[i].size[0] || layout.height !== inputs[i].size[1])
    })
    if (wrong === undefined) return
    throw new StateError({
      what: `webgl: ${name} was compiled for a texture of another size than that of '${wrong}'.`,
      remedy: 'Make the layout a part of the key of the program.',
    })
  }

  #requireSameLength(outputs: readonly WebglBuffer[]): void {
    if (outputs.every(({ length }) => length === outputs[0].length)) return
    throw new StateError({
      what: `webgl: ${this.#definition.name} writes buffers of ${outputs.map(({ length }) => length).join(', ')} elements at once.`,
      remedy: 'Give the outputs of one kernel the lengths that the contract names.',
    })
  }
}

function integersOf<R extends string, V extends string, W extends string>(
  definition: ProgramDefinition<R, V, W>,
): readonly string[] {
  const { reads, integers = [], floats = [] } = definition
  return [...reads.map(shiftOf), ...OUTPUT_INTEGERS, ...integers, ...floats]
}

function passesOf<R extends string, V extends string, W extends string>(
  definition: ProgramDefinition<R, V, W>,
  maxTargets: number,
): readonly Pass[] {
  const { name, reads, writes } = definition
  const passes: Pass[] = []
  for (let from = 0; from < writes.length; from += maxTargets) {
    const to = Math.min(writes.length, from + maxTargets)
    const body = sourceOf(definition, writes.slice(from, to))
    const source = { name, textures: reads, integers: integersOf(definition), body, targets: to - from }
    passes.push({ source, from, to, compiled: null })
  }
  return passes
}
