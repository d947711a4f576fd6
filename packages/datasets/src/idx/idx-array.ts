/** The typed array of each element type that IDX knows. */
export interface IdxElements {
  uint8: Uint8Array
  int8: Int8Array
  int16: Int16Array
  int32: Int32Array
  float32: Float32Array
  float64: Float64Array
}

export type IdxDtype = keyof IdxElements

/** The content of one IDX file. */
export type IdxArray = {
  [Dtype in IdxDtype]: {
    /** Where the content came from, for error texts. */
    readonly file: string
    readonly dtype: Dtype
    readonly shape: readonly number[]
    /** Elements in row-major order, as many as the product of `shape`. */
    readonly data: IdxElements[Dtype]
  }
}[IdxDtype]

/** Element type by the third byte of the magic number. */
export const dtypeOfCode: ReadonlyMap<number, IdxDtype> = new Map<number, IdxDtype>([
  [0x08, 'uint8'],
  [0x09, 'int8'],
  [0x0b, 'int16'],
  [0x0c, 'int32'],
  [0x0d, 'float32'],
  [0x0e, 'float64'],
])

/** Size of one element in the file. */
export const elementBytes: Readonly<Record<IdxDtype, number>> = {
  uint8: 1,
  int8: 1,
  int16: 2,
  int32: 4,
  float32: 4,
  float64: 8,
}
