/** One law of the contract: its number, and what it says. */
export interface Law {
  readonly number: number
  readonly text: string
}

/**
 * What holds for every backend beside the formulas of the kernels. The conformance suite has a test for each law
 * that can be tested, named by its number.
 */
export const LAWS: readonly Law[] = [
  { number: 1, text: 'Kernels enqueue, return nothing, and decide nothing on the host from device values.' },
  { number: 2, text: 'Effects appear in the order of the calls; write, read and free have their place in it.' },
  { number: 3, text: 'A read sees all before it and nothing after it; a pending read survives free.' },
  {
    number: 4,
    text: 'The contents of a fresh buffer are undefined. Whole outputs are written whole, partial ones exactly where documented.',
  },
  { number: 5, text: 'Inputs stay unmodified, except those with the role update.' },
  {
    number: 6,
    text: 'An output is the same buffer as an input only where roles.ts lists the pair, and then as a whole buffer.',
  },
  { number: 7, text: 'Buffers are dense and of one dtype; there are no offsets but the named attributes.' },
  {
    number: 8,
    text: 'What changes from step to step comes through buffers (the offset of random numbers excepted); other attributes are constants of the shape.',
  },
  {
    number: 9,
    text: 'NaN in gives NaN out, and in its own channel only; clamp, max and relu too. A backend that cannot says so in its traits.',
  },
  { number: 10, text: 'The same calls give the same bits, whatever the number of threads.' },
  { number: 11, text: 'Length 0 is legal everywhere and does nothing.' },
  { number: 12, text: 'Scratch memory is reported and stops growing after the first use of a shape.' },
  { number: 13, text: 'Core validates arguments; backends need not.' },
]
