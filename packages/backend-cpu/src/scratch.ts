/** Memory that kernels keep between calls, of fixed size, counted for `memory().scratchBytes`. */
export class Scratch {
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  /** An array of `length` doubles that belongs to one kernel for as long as the backend lives. */
  float64(length: number): Float64Array {
    this.#bytes += length * 8
    return new Float64Array(length)
  }
}
