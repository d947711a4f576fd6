/**
 * The one file that knows gpu.js. It uses gpu.js 2.24.1 (pinned) to compile and to run kernels whose body is GLSL of
 * ours, and fields that gpu.js does not document, to render into textures of ours; `self-test.ts` proves at every open
 * that those fields still do what is assumed here.
 */
import { StateError } from '@evenkeel/core/backend'
import type { GpuTexture } from './texture/texture.js'

/** What gpu.js passes for a texture or for an integer. */
type Argument = GpuTexture | number

interface OutputSlot {
  texture: WebGLTexture
}

/** The fields of gpu.js's WebGL2Kernel that are used here. */
interface GpujsKernel {
  build(...args: Argument[]): unknown
  run(...args: Argument[]): void
  readonly built: boolean
  readonly fallbackRequested: boolean
  readonly program: WebGLProgram
  readonly texture: OutputSlot
  readonly mappedTextures: OutputSlot[] | null
  readonly _mappedTextureSwitched: Record<number, boolean>
  _textureSwitched: boolean
  texSize: readonly [number, number]
  maxTexSize: readonly [number, number]
}

type Run = ((...args: Argument[]) => unknown) & { readonly kernel: GpujsKernel }

interface GpujsInstance {
  createKernel(source: string, settings: object): Run
  createKernelMap(subKernels: Readonly<Record<string, string>>, source: string, settings: object): Run
}

interface GpujsModule {
  readonly GPU: new (settings: object) => GpujsInstance
  readonly WebGL2Kernel: new () => GpujsKernel
}

/** A kernel body in GLSL, and what it is called with. */
export interface GpujsSource {
  /** For error texts. */
  readonly name: string
  /** Names of texture arguments: `uniform sampler2D user_NAME` in the body. Letters and digits only. */
  readonly textures: readonly string[]
  /** Names of integer arguments: `uniform int user_NAME` in the body. Letters and digits only. */
  readonly integers: readonly string[]
  /** GLSL that defines `vec4 compute()`, the first target, and `vec4 target1()`, `vec4 target2()` … for the others. */
  readonly body: string
  /** Number of render targets. */
  readonly targets: number
}

/** A compiled kernel. */
export interface GpujsProgram {
  /** Renders into `targets`, all of one size and none of them among `textures`. */
  run(textures: readonly GpuTexture[], integers: readonly number[], targets: readonly GpuTexture[]): void
}

/** gpu.js on one context. */
export interface Gpujs {
  /** The textures are those of the first run; later ones may have other sizes. Throws StateError when refused. */
  compile(source: GpujsSource, textures: readonly GpuTexture[]): GpujsProgram
}

/** Loads gpu.js, which takes long enough to be worth waiting for until a device is opened. */
export async function loadGpujs(gl: WebGL2RenderingContext): Promise<Gpujs> {
  const { GPU, WebGL2Kernel } = await importGpujs()
  // gpu.js resizes the canvas whenever it builds a kernel; it may do so with an object that is none.
  const gpu = new GPU({ mode: 'webgl2', canvas: { width: 1, height: 1 }, context: gl })
  let viewport: readonly [number, number] | null = null

  function build(source: GpujsSource, textures: readonly GpuTexture[]): GpujsKernel {
    const { kernel } = create(gpu, source)
    kernel.build(...argumentsOf(source, textures, zeros(source.integers.length)))
    viewport = null
    const linked = kernel.built && gl.getProgramParameter(kernel.program, gl.LINK_STATUS) === true
    if (!(kernel instanceof WebGL2Kernel) || kernel.fallbackRequested || !linked) {
      throw new Error('gpu.js did not build it for the GPU')
    }
    // gpu.js's own outputs are never rendered into.
    for (const { texture } of [kernel.texture, ...(kernel.mappedTextures ?? [])]) gl.deleteTexture(texture)
    return kernel
  }

  return {
    compile(source, textures) {
      // gpu.js points the vertex attributes at its quad when it builds, and never again. Where a driver numbers the
      // attributes of two programs differently, one would draw with the other's: each gets a vertex array of its own.
      const vertices = gl.createVertexArray()
      gl.bindVertexArray(vertices)
      const kernel = attempt(source.name, () => build(source, textures))
      return {
        run(inputs, integers, targets) {
          const { size } = targets[0]
          if (viewport === null || viewport[0] !== size[0] || viewport[1] !== size[1]) {
            gl.viewport(0, 0, size[0], size[1])
            viewport = size
          }
          gl.bindVertexArray(vertices)
          kernel.texSize = size
          kernel.maxTexSize = size
          kernel.texture.texture = targets[0].texture
          kernel['_textureSwitched'] = true
          for (let i = 1; i < targets.length; i++) {
            kernel.mappedTextures![i - 1].texture = targets[i].texture
            kernel['_mappedTextureSwitched'][i - 1] = true
          }
          kernel.run(...argumentsOf(source, inputs, integers))
        },
      }
    },
  }
}

/** gpu.js makes itself the global `GPU`, which in new browsers is a part of WebGPU: that is put back. */
async function importGpujs(): Promise<GpujsModule> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'GPU')
  const loaded = (await import('#gpu.js')) as unknown as { default: GpujsModule }
  if (before === undefined) Reflect.deleteProperty(globalThis, 'GPU')
  else Object.defineProperty(globalThis, 'GPU', before)
  return loaded.default
}

/**
 * A kernel whose text only calls the body: gpu.js's translation of JavaScript would bound loops at 1000 rounds and
 * divide integers as floats. Further targets are gpu.js's kernel map: a function that returns its argument for each.
 */
function create(gpu: GpujsInstance, { textures, integers, body, targets }: GpujsSource): Run {
  const others = Array.from({ length: targets - 1 }, (_, i) => i + 1)
  const names = [...textures, ...integers]
  const types = [...textures.map(() => 'ArrayTexture(4)'), ...integers.map(() => 'Integer')]
  const settings = {
    output: [2, 2],
    pipeline: true,
    precision: 'single',
    // Others are half precision on phones.
    tactic: 'precision',
    returnType: 'Array(4)',
    immutable: targets > 1,
    argumentTypes: Object.fromEntries(names.map((name, i) => [name, types[i]])),
    nativeFunctions: [
      { name: 'compute', source: body, argumentTypes: {}, returnType: 'Array(4)' },
      ...others.map((i) => ({ name: `target${i}`, source: '', argumentTypes: {}, returnType: 'Array(4)' })),
    ],
  }
  const stores = others.map((i) => `store${i}(target${i}());`).join(' ')
  const text = `function kernel(${names.join(', ')}) { const first = compute(); ${stores} return first; }`
  if (targets === 1) return gpu.createKernel(text, settings)
  const maps = others.map((i) => [`store${i}`, `function store${i}(value) { return value; }`])
  return gpu.createKernelMap(Object.fromEntries(maps) as Record<string, string>, text, settings)
}

function argumentsOf(
  source: GpujsSource,
  textures: readonly GpuTexture[],
  integers: readonly number[],
): readonly Argument[] {
  if (textures.length === source.textures.length && integers.length === source.integers.length)
    return [...textures, ...integers]
  const given = `${textures.length} textures and ${integers.length} integers`
  throw new Error(`${source.name}: ${given} for ${source.textures.length} and ${source.integers.length}`)
}

function zeros(length: number): readonly number[] {
  return new Array<number>(length).fill(0)
}

function attempt<T>(name: string, build: () => T): T {
  try {
    return build()
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new StateError({
      what: `webgl: the program '${name}' cannot be compiled for this GPU: ${message}`,
      remedy: 'Update the graphics driver or the browser, or use another device.',
      cause,
    })
  }
}
