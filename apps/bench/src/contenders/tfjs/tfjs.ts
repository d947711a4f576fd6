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
  mul(a: TfTensor, b: TfTensor): TfTensor
  rsqrt(x: TfTensor): TfTensor
  valueAndGrads(
    compute: (...inputs: TfTensor[]) => TfTensor,
  ): (inputs: TfTensor[], dy: TfTensor) => { value: TfTensor; grads: TfTensor[] }
}

export interface TfTensor {
  data(): Promise<Float32Array>
  dispose(): void
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

/** What the training API takes as it is. */
export type TfOptimizer = object
