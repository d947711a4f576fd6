/** What the compiled addon exports; see `native/addon/`. */
export interface Addon {
  /** Names of the kernels, in the order of their numbers. */
  readonly kernels: readonly string[]
  /** Instruction sets that this processor has, the best first. */
  readonly instructionSets: readonly string[]
  /**
   * @param instructionSet one of `instructionSets`
   * @param threads the caller's among them
   * @param values where the arguments of each call are written; the addon keeps reading from there
   */
  readonly Device: new (instructionSet: string, threads: number, values: Float64Array) => AddonDevice
  /** Billions of multiplications and additions a second that one thread can do in its registers. */
  measureArithmetic(instructionSet: string): number
  /** Billions of bytes a second, read and written, when one thread copies `bytes` again and again. */
  measureCopy(bytes: number): number
}

/** Buffers and kernels of one device. Methods report with their result; they throw nothing. */
export interface AddonDevice {
  /** Runs a kernel by its number; gives a {@link Status}. */
  run(kernel: number): number
  /** The number of a new buffer, or −1 when there is no memory. */
  allocate(length: number, isInt32: boolean): number
  /** Whether there was such a buffer. */
  free(buffer: number): boolean
  /** Whether there is such a buffer and the values fit. */
  write(buffer: number, values: Float32Array | Int32Array, offset: number): boolean
  /** Whether there is such a buffer and `into` has its length. */
  read(buffer: number, into: Float32Array | Int32Array): boolean
  scratchBytes(): number
  /** Frees all buffers and ends the threads. */
  close(): void
}

/** What a kernel reports, as in `native/kernels/call.hpp`. */
export const Status = { done: 0, unusableBuffer: 1, outOfMemory: 2 } as const
