import type { Buffer, DType } from '@evenkeel/core/backend'
import { textureOf, WebglBuffer } from './buffer.js'
import type { GlContext } from './context.js'
import type { Gpujs } from './gpujs.js'
import type { ProgramDefinition } from './program/definition.js'
import { Program } from './program/program.js'
import type { TexturePool } from './texture/pool.js'

/** Programs of one shape: `family(key)` is compiled once for each key. */
export type ProgramFamily<Key, R extends string, V extends string, W extends string> = (key: Key) => Program<R, V, W>

/** What kernels are made of: programs, and buffers that live for one call. */
export class Gpu {
  readonly context: GlContext
  readonly pool: TexturePool
  readonly gpujs: Gpujs

  constructor(context: GlContext, pool: TexturePool, gpujs: Gpujs) {
    this.context = context
    this.pool = pool
    this.gpujs = gpujs
  }

  /** Render targets that one launch can have; programs with more outputs are launched several times. */
  get maxTargets(): number {
    return this.context.maxTargets
  }

  program<const R extends string, const W extends string, const V extends string = never>(
    definition: ProgramDefinition<R, V, W>,
  ): Program<R, V, W> {
    return new Program(this, definition)
  }

  /**
   * Programs that differ in operations or in compiled-in constants. `Key` is a string, or an object of a few numbers and
   * strings that are named in the same order every time.
   */
  family<Key, const R extends string, const W extends string, const V extends string = never>(
    define: (key: Key) => ProgramDefinition<R, V, W>,
  ): ProgramFamily<Key, R, V, W> {
    const programs = new Map<unknown, Program<R, V, W>>()
    return (key) => {
      const id = typeof key === 'object' ? JSON.stringify(key) : key
      let program = programs.get(id)
      if (program === undefined) {
        program = this.program(define(key))
        programs.set(id, program)
      }
      return program
    }
  }

  /** A buffer with undefined contents that the caller gives back with {@link Gpu.release}. */
  temporary(length: number, dtype: DType = 'float32'): WebglBuffer {
    return new WebglBuffer(length, dtype, this.pool.acquire(length))
  }

  /** Right after the last launch that uses it: the GPU works in order. */
  release(buffer: Buffer): void {
    this.pool.release(textureOf(buffer, this.context.gl, 'release'))
    ;(buffer as WebglBuffer).texture = null
  }

  /** Exchanges what two buffers of one length hold. */
  swap(a: Buffer, b: Buffer): void {
    const [first, second] = [a, b] as WebglBuffer[]
    ;[first.texture, second.texture] = [second.texture, first.texture]
  }
}
