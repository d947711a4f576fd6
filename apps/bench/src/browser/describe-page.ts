import type { PageFacts } from './page-face.js'

/** Asks a context that is given back at once. */
export function describePage(): PageFacts {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2')
  if (gl === null) return { renderer: 'no WebGL 2' }
  const info = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer = String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER))
  gl.getExtension('WEBGL_lose_context')?.loseContext()
  return { renderer }
}
