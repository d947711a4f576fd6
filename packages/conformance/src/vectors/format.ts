/** Schema `nn-vectors/1`: reference numbers from other frameworks, as files of cases. */
export interface VectorFile {
  readonly schema: string
  /** `torch/batchnorm`, `onnx/losses`, …: source and subject. */
  readonly family: string
  readonly cases: readonly CaseData[]
}

/** The list of files of a folder. */
export interface VectorIndex {
  readonly files: readonly { readonly file: string; readonly family: string }[]
}

/** One operation on given inputs, with what the reference gave. */
export interface CaseData {
  /** Unique within the file. */
  readonly name: string
  /** `BatchNorm2d`, `Adam`, …; of ONNX cases the operator's type. */
  readonly op: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly inputs: readonly TensorData[]
  readonly outputs: readonly TensorData[]
  /** For all outputs; an output's own wins. */
  readonly tolerance?: ToleranceData
  readonly tags?: readonly string[]
  readonly note?: string
  /** Why the reference refuses this input; there are no outputs then. */
  readonly throws?: string
  /** ONNX: version of the operator set. */
  readonly opset?: number
  /** ONNX: names by position, '' for an argument that is left out. */
  readonly nodeInputs?: readonly string[]
  readonly nodeOutputs?: readonly string[]
}

/** A tensor, row-major, in the file or in a `.npy` file beside it. */
export interface TensorData {
  readonly name: string
  readonly dtype: string
  /** [] is a scalar. */
  readonly shape: readonly number[]
  /** "NaN", "Infinity" and "-Infinity" are strings, as are integers beyond 2⁵³. */
  readonly data?: readonly (number | boolean | string)[]
  /** Path from the folder. */
  readonly npy?: string
  readonly tolerance?: ToleranceData | null
}

/** |got − reference| ≤ atol + rtol · |reference|, element by element. */
export interface Bound {
  readonly rtol: number
  readonly atol: number
}

/** Bounds by precision; null where that precision is held to nothing. */
export interface ToleranceData {
  readonly float32?: Bound | null
  /** An atol for each entry of one axis in the place of the tensor's; null for none. */
  readonly perChannel?: { readonly axis: number; readonly float32: readonly (number | null)[] }
}
