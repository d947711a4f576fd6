import type { Tensor } from '../tensor/index.js'

/**
 * The gradient side of one operation: for each input, the gradient from that of the output, or null where there is
 * none (an int32 input, an input that nothing asked for). `needed[i]` tells whether input i is asked for.
 */
export type Backward = (dy: Tensor, needed: readonly boolean[]) => readonly (Tensor | null)[]

/** One recorded operation. */
interface Entry {
  readonly operation: string
  readonly inputs: readonly Tensor[]
  readonly output: Tensor
  readonly backward: Backward
}

/** Looks at the gradient of each recorded output as the reverse pass reaches it. */
export type GradientObserver = (output: Tensor, gradient: Tensor) => void

/**
 * The record of the operations that lead from some tensors to others. Only what depends on a watched tensor is
 * recorded.
 */
export class Tape {
  readonly #entries: Entry[] = []
  readonly #tracked: Set<Tensor> = new Set()

  watch(tensor: Tensor): void {
    this.#tracked.add(tensor)
  }

  isTracked(tensor: Tensor): boolean {
    return this.#tracked.has(tensor)
  }

  add(entry: Entry): void {
    if (!entry.inputs.some((input) => this.#tracked.has(input))) return
    this.#tracked.add(entry.output)
    this.#entries.push(entry)
  }

  /**
   * Gradients of `output`, weighted by `seed` (of its shape), to every tracked tensor that it depends on.
   *
   * @param accumulate adds two gradients of one tensor
   */
  gradients(
    output: Tensor,
    seed: Tensor,
    accumulate: (a: Tensor, b: Tensor) => Tensor,
    observe?: GradientObserver,
  ): Map<Tensor, Tensor> {
    const gradients = new Map<Tensor, Tensor>([[output, seed]])
    for (const entry of this.#entries.toReversed()) {
      const dy = gradients.get(entry.output)
      if (dy === undefined) continue
      observe?.(entry.output, dy)
      const needed = entry.inputs.map((input) => this.#tracked.has(input))
      entry.backward(dy, needed).forEach((gradient, i) => {
        if (gradient === null || !needed[i]) return
        const input = entry.inputs[i]
        const known = gradients.get(input)
        gradients.set(input, known === undefined ? gradient : accumulate(known, gradient))
      })
    }
    return gradients
  }
}
