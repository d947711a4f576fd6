import { DeviceUnavailableError } from '@evenkeel/core/backend'
import type { GlContext } from './context.js'
import type { Gpujs, GpujsProgram } from './gpujs.js'
import type { TexturePool } from './texture/pool.js'
import type { GpuTexture } from './texture/texture.js'

const BODY = `
vec4 second;
vec4 compute() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 x = texelFetch(user_x, at, 0);
  if (x.x < 0.0) discard;
  second = x + float(user_add);
  return x * 2.0;
}
vec4 target1() { return second; }
`

/** Lengths of the runs: larger than the one before and smaller, as other programs leave other sizes behind. */
const LENGTHS = [64, 1024, 32]

/**
 * Proves that gpu.js renders into our textures, of sizes other than those it was compiled with, and in more than one
 * target where the GPU has them. Reading is synchronous here: nothing else waits yet.
 *
 * @throws DeviceUnavailableError when a number is wrong
 */
export function selfTest(context: GlContext, pool: TexturePool, gpujs: Gpujs): void {
  for (const targets of context.maxTargets > 1 ? [1, 2] : [1]) {
    let program: GpujsProgram | null = null
    for (const length of LENGTHS) {
      const values = Float32Array.from({ length }, (_, i) => (i % 7 === 6 ? -1 : i))
      const x = filled(context, pool, values)
      const outputs = Array.from({ length: targets }, () => filled(context, pool, new Float32Array(length)))
      const source = { name: 'self-test', textures: ['x'], integers: ['add'], body: BODY, targets }
      program ??= gpujs.compile(source, [x])
      program.run([x], [length], outputs)
      const drawn = (i: number): boolean => values[i - (i % 4)] >= 0
      check(context, outputs[0], (i) => (drawn(i) ? values[i] * 2 : 0))
      if (targets > 1) check(context, outputs[1], (i) => (drawn(i) ? values[i] + length : 0))
      for (const texture of [x, ...outputs]) pool.release(texture)
    }
  }
}

function filled({ gl }: GlContext, pool: TexturePool, values: Float32Array): GpuTexture {
  const texture = pool.acquire(values.length)
  const [width, height] = texture.size
  gl.activeTexture(gl.TEXTURE0)
  gl.bindTexture(gl.TEXTURE_2D, texture.texture)
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, values)
  return texture
}

function check({ gl }: GlContext, output: GpuTexture, expected: (i: number) => number): void {
  const [width, height] = output.size
  const values = new Float32Array(width * height * 4)
  const framebuffer = gl.createFramebuffer()
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, output.texture, 0)
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.FLOAT, values)
  gl.deleteFramebuffer(framebuffer)
  const at = values.findIndex((value, i) => value !== expected(i))
  if (at < 0) return
  const what = `webgl: the self-test computed ${values[at]} at ${at} of ${width}×${height}, expected ${expected(at)}.`
  const remedy = 'Update the graphics driver or the browser, or use another device.'
  throw new DeviceUnavailableError({ what, remedy }, [what])
}
