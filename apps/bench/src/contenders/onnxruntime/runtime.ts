/** The part of ONNX Runtime that is used here; the package is not there when this is compiled. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(
      model: Uint8Array,
      options: { intraOpNumThreads: number; interOpNumThreads: number; graphOptimizationLevel: 'all' },
    ): Promise<OnnxSession>
  }
  readonly Tensor: new (dtype: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor
}

export interface OnnxSession {
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>
  release(): Promise<void>
}

export interface OnnxTensor {
  readonly data: Float32Array
}
