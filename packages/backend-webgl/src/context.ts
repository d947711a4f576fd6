import { DeviceLostError, type LossInfo } from '@evenkeel/core/backend'

/** Why there is no usable WebGL 2 here, and what to do about it. */
export interface Refusal {
  readonly reason: string
  readonly remedy: string
}

type AnyCanvas = OffscreenCanvas | HTMLCanvasElement

/** Render targets of one launch at most: what every browser on a desktop has, and more than any kernel asks for. */
const MOST_TARGETS = 8

/**
 * A WebGL 2 context of our own, on a canvas that nobody sees. Browsers keep about sixteen contexts and drop the oldest;
 * each opened backend has one.
 */
export class GlContext {
  readonly gl: WebGL2RenderingContext
  /** The GPU's name as far as the browser tells it. */
  readonly renderer: string
  /** Largest width and height of a texture. */
  readonly maxTextureSize: number
  /** Float textures that one launch can write. */
  readonly maxTargets: number
  readonly lost: Promise<LossInfo>
  #closed = false

  constructor(gl: WebGL2RenderingContext, canvas: AnyCanvas, maxTargets: number) {
    this.gl = gl
    this.renderer = rendererOf(gl)
    this.maxTextureSize = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number
    this.maxTargets = maxTargets
    this.lost = new Promise((resolve) => {
      const onLost = (): void => {
        if (!this.#closed) resolve(LOSS)
      }
      canvas.addEventListener('webglcontextlost', onLost, { once: true })
    })
  }

  get usable(): boolean {
    return !this.#closed && !this.gl.isContextLost()
  }

  /** @throws DeviceLostError when the context was lost or closed; WebGL itself would go on with zeros. */
  requireUsable(verb: string): void {
    if (!this.usable) throw this.lossError(verb)
  }

  /** What `verb` fails with, now that the context is lost or closed. */
  lossError(verb: string): DeviceLostError {
    if (!this.#closed) return new DeviceLostError({ what: `webgl: ${verb}: ${LOSS.reason}`, remedy: LOSS.remedy })
    return new DeviceLostError({
      what: `webgl: ${verb} after the backend was closed.`,
      remedy: 'Open the backend again; its buffers are gone.',
    })
  }

  /** Gives the context back to the browser, with everything in it. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.gl.getExtension('WEBGL_lose_context')?.loseContext()
  }
}

const LOSS: LossInfo = {
  reason: 'The browser took the WebGL context away (the GPU was reset, ran out of memory, or too many pages use it).',
  remedy: 'Open the device again and go on from the last saved state; everything on the device is gone.',
}

/** A context with float render targets, or why there is none. Never throws. */
export function createContext(): GlContext | Refusal {
  const canvas = createCanvas()
  if (canvas === null) {
    return {
      reason: 'There is no canvas here, so this is not a browser.',
      remedy: 'Use @evenkeel/backend-native or @evenkeel/backend-cpu in Node; webgl needs a page or a Web Worker.',
    }
  }
  const attributes = { alpha: false, depth: false, antialias: false, powerPreference: 'high-performance' } as const
  const gl = canvas.getContext('webgl2', attributes) as WebGL2RenderingContext | null
  if (gl === null) {
    return {
      reason: 'The browser gives no WebGL 2 context.',
      remedy: 'Update the browser and the graphics driver, switch hardware acceleration on, or use the cpu backend.',
    }
  }
  const targets = gl.getExtension('EXT_color_buffer_float') === null ? 0 : countTargets(gl)
  if (targets === 0) {
    gl.getExtension('WEBGL_lose_context')?.loseContext()
    return {
      reason: 'This GPU cannot render to float textures (EXT_color_buffer_float).',
      remedy: 'Use another GPU or browser, or the cpu backend.',
    }
  }
  return new GlContext(gl, canvas, targets)
}

function createCanvas(): AnyCanvas | null {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1)
  return typeof document === 'undefined' ? null : document.createElement('canvas')
}

/** How many RGBA32F textures a framebuffer takes at once; drivers may refuse fewer than they announce. */
function countTargets(gl: WebGL2RenderingContext): number {
  const announced = [gl.MAX_DRAW_BUFFERS, gl.MAX_COLOR_ATTACHMENTS].map((name) => gl.getParameter(name) as number)
  const framebuffer = gl.createFramebuffer()
  const textures: WebGLTexture[] = []
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
  let complete = 0
  for (let count = 1; count <= Math.min(MOST_TARGETS, ...announced); count++) {
    const texture = gl.createTexture()
    textures.push(texture)
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, 1, 1)
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0 + count - 1, gl.TEXTURE_2D, texture, 0)
    gl.drawBuffers(textures.map((_, i) => gl.COLOR_ATTACHMENT0 + i))
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) break
    complete = count
  }
  gl.bindFramebuffer(gl.FRAMEBUFFER, null)
  gl.deleteFramebuffer(framebuffer)
  textures.forEach((texture) => gl.deleteTexture(texture))
  return complete
}

function rendererOf(gl: WebGL2RenderingContext): string {
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER)
  return typeof name === 'string' && name.length > 0 ? name : 'unnamed GPU'
}
