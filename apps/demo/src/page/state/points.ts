const FIRST_CAPACITY = 64

/**
 * Points of a curve in order of x, in typed arrays that grow. When there are as many as the limit, old ones are thinned
 * out until those left are evenly spaced.
 */
export class Points<Column extends string> {
  readonly columns: readonly Column[]
  readonly #limit: number
  #rows: Float64Array
  #count = 0

  /** @param limit The most points that are kept, at least 8. Default 1200. */
  constructor(columns: readonly Column[], limit = 1200) {
    this.columns = columns
    this.#limit = limit
    this.#rows = new Float64Array(FIRST_CAPACITY * this.#width)
  }

  get count(): number {
    return this.#count
  }

  get #width(): number {
    return this.columns.length + 1
  }

  /** Adds a point; x is not less than that of the point before. */
  push(x: number, values: Readonly<Record<Column, number>>): void {
    if (this.#count >= this.#limit) this.#thin()
    const start = this.#count * this.#width
    if (start === this.#rows.length) {
      const larger = new Float64Array(2 * this.#rows.length)
      larger.set(this.#rows)
      this.#rows = larger
    }
    this.#rows[start] = x
    for (const [index, column] of this.columns.entries()) this.#rows[start + 1 + index] = values[column]
    this.#count += 1
  }

  /** The x of a point; negative indices count from the end. */
  x(index: number): number {
    return this.#rows[(index < 0 ? this.#count + index : index) * this.#width]
  }

  /** A value of a point; negative indices count from the end. */
  value(column: Column, index: number): number {
    const row = index < 0 ? this.#count + index : index
    return this.#rows[row * this.#width + 1 + this.columns.indexOf(column)]
  }

  /** The pairs [x, value] of a column, as charts take them. */
  pairs(column: Column): [x: number, value: number][] {
    return Array.from({ length: this.#count }, (_, index) => [this.x(index), this.value(column, index)])
  }

  /** Takes back the points that lie beyond x. */
  dropAfter(x: number): void {
    while (this.#count > 0 && this.x(this.#count - 1) > x) this.#count -= 1
  }

  /**
   * Keeps the last, and the first of each stretch of x. Their length is a power of two, so that what was kept before is
   * a beginning again or goes with every other; it leaves no more than half of the limit.
   */
  #thin(): void {
    const last = this.#count - 1
    const stretch = 2 ** Math.ceil(Math.log2((this.x(last) - this.x(0)) / (this.#limit / 2 - 2)))
    const stretchOf = (index: number): number => Math.floor(this.x(index) / stretch)
    let kept = 1
    let before = stretchOf(0)
    for (let index = 1; index <= last; index++) {
      const own = stretchOf(index)
      if (index < last && own === before) continue
      before = own
      this.#rows.copyWithin(kept * this.#width, index * this.#width, (index + 1) * this.#width)
      kept += 1
    }
    this.#count = kept
  }
}
