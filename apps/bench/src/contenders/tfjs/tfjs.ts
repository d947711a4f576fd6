/** The part of TensorFlow.js that is used here; the package is not there when this is compiled. */
export interface Tfjs {
  readonly version: { readonly tfjs: string }
  readonly train: {
    adam(rate: number, beta1: number, beta2: number, epsilon: number): TfOptimizer
    sgd(rate: number): TfOptimizer
  }
  readonly layers: {
    dense(options: TfLayerOptions & { units: number; activation?: string; useBias: boolean }): TfLayer
    conv2d(
      options: TfLayerOptions & { filters: number; kernelSize: number; padding: 'same'; useBias: boolean },
    ): TfLayer
    batchNormalization(options: TfLayerOptions & { momentum: number; epsilon: number }): TfLayer
    activation(options: TfLayerOptions & { activation: string }): TfLayer
    maxPooling2d(options: TfLayerOptions & { poolSize: number }): TfLayer
    flatten(options: TfLayerOptions): TfLayer
  }
  enableProdMode(): void
  setBackend(name: string): Promise<boolean>
  /** What has been set. Only the webgl backend has a `gpgpu`. */
  backend(): { readonly gpgpu?: TfGpgpu }
  env(): { getAsync(flag: string): Promise<unknown> }
  sequential(): TfModel
  tensor(values: Float32Array | Int32Array, shape: readonly number[], dtype: 'float32' | 'int32'): TfTensor
  tidy<T>(work: () => T): T
  moments(x: TfTensor, axes: readonly number[], keepDims: boolean): { mean: TfTensor; variance: TfTensor }
  batchNorm(
    x: TfTensor,
    mean: TfTensor,
    variance: TfTensor,
    offset: TfTensor,
    scale: TfTensor,
    epsilon: number,
  ): TfTensor
  matMul(a: TfTensor, b: TfTensor, transposeA: boolean, transposeB: boolean): TfTensor
  add(a: TfTensor, b: TfTensor | number): TfTensor
  sub(a: TfTensor, b: TfTensor): TfTensor
  mul(a: TfTensor, b: TfTensor | number): TfTensor
  relu(x: TfTensor): TfTensor
  sigmoid(x: TfTensor): TfTensor
  reshape(x: TfTensor, shape: readonly number[]): TfTensor
  conv2d(x: TfTensor, kernel: TfTensor, strides: number, padding: 'same'): TfTensor
  maxPool(x: TfTensor, size: number, strides: number, padding: 'valid'): TfTensor
  variable(initial: TfTensor, trainable: boolean): TfVariable
  readonly losses: { softmaxCrossEntropy(oneHot: TfTensor, logits: TfTensor): TfTensor }
  rsqrt(x: TfTensor): TfTensor
  valueAndGrads(
    compute: (...inputs: TfTensor[]) => TfTensor,
  ): (inputs: TfTensor[], dy: TfTensor) => { value: TfTensor; grads: TfTensor[] }
}

/** The webgl backend's face to WebGL. */
export interface TfGpgpu {
  readonly gl: WebGL2RenderingContext
  /** Resolves when the GPU has done all that was enqueued before; reading a tensor waits in the same way. */
  createAndWaitForFence(): Promise<void>
}

export interface TfTensor {
  readonly shape: readonly number[]
  data(): Promise<Float32Array>
  dispose(): void
}

export interface TfVariable extends TfTensor {
  readonly trainable: boolean
  assign(value: TfTensor): void
}

export interface TfLayerOptions {
  /** Of the first layer. */
  inputShape?: readonly number[]
}

export interface TfModel {
  add(layer: TfLayer): void
  compile(options: { optimizer: TfOptimizer; loss: string }): void
  /** Resolves to the loss of the batch, before its step. */
  trainOnBatch(x: TfTensor, y: TfTensor): Promise<number>
  predictOnBatch(x: TfTensor): TfTensor
  dispose(): void
}

export interface TfLayer {
  setWeights(weights: TfTensor[]): void
}

export interface TfOptimizer {
  /** A step; the loss before it. */
  minimize(loss: () => TfTensor, returnCost: true, variables: readonly TfVariable[]): TfTensor
  dispose(): void
}
