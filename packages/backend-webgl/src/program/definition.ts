import type { GlslFunction } from '../glsl/index.js'
import type { Layout } from '../texture/layout.js'

/**
 * A program that computes one or several buffers from others.
 *
 * In its GLSL, `x(i)` is element i of the buffer that is read as `x`, and `xTexel(t)` its texel t (elements 4t to
 * 4t + 3; those past the buffer's end are undefined and may be NaN). Integers, floats and constants have their own
 * names; `outLength` is the length of the buffers that are written.
 */
export interface ProgramDefinition<Reads extends string, Values extends string, Writes extends string> {
  /** For error texts. */
  readonly name: string
  /** Names of the buffers that are read, of either dtype: integers arrive as floats. */
  readonly reads: readonly Reads[]
  /** Names of the buffers that are written, all of one length. */
  readonly writes: readonly Writes[]
  /** Names of integers that differ from launch to launch. */
  readonly integers?: readonly Values[]
  /** Names of floats that differ from launch to launch; −0, infinities and NaN arrive as they are. */
  readonly floats?: readonly Values[]
  /** Integers that are compiled in: loop bounds and divisors are faster as constants, each value is a new program. */
  readonly constants?: Readonly<Record<string, number>>
  /**
   * How the named buffers lie in their textures, compiled in: their texels are then sampled instead of fetched, which
   * software renderers do a third faster. Launches with buffers that lie otherwise are refused.
   */
  readonly layouts?: Readonly<Partial<Record<Reads, Layout>>>
  readonly functions?: readonly GlslFunction[]
  /** GLSL functions of this program's own, which may use everything named above. */
  readonly helpers?: string
  /**
   * Either the statements that compute element `i`, assigning a `float` to each name of `writes`; elements past the end
   * are not computed.
   */
  readonly element?: string
  /**
   * Or those that compute texel `t`, assigning a `vec4` to each name of `writes`. `discard` leaves the texel as it was.
   * What is assigned to lanes past the end does not matter.
   */
  readonly texel?: string
}

/** What a launch is given: a buffer for each name of reads and writes, a number for each other one. */
export type LaunchArguments<Buffers extends string, Values extends string, B> = Readonly<
  Record<Buffers, B> & Record<Values, number>
>
