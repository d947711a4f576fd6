import { OptionError } from '../errors.js'
import { toHostTensor, type HostData, type HostTensor } from '../tensor/index.js'
import { permutation } from './permutation.js'

/** One sample, or one batch of samples, of a {@link Dataset}. */
export interface Example {
  readonly x: HostData
  readonly y?: HostData
  /** Weight of the sample, or of each sample of a batch. */
  readonly sampleWeight?: HostData
}

/** Where the examples of one epoch come from: called once an epoch. */
export type ExampleSource = (epoch: number) => Iterable<Example> | AsyncIterable<Example>

/** What is known of a data set without reading it. */
interface DatasetFacts {
  readonly batched: boolean
  readonly samples: number | null
}

/**
 * A stream of examples that need not fit in memory. Methods return new data sets; nothing is read before it is asked
 * for.
 *
 * ```ts
 * const data = Dataset.from(() => readLines(file)).map(parse).shuffle(1000, { seed: 1 }).batch(128)
 * await model.fit(data, { epochs: 10 })
 * ```
 */
export class Dataset implements AsyncIterable<Example> {
  /** Whether examples are batches. */
  readonly batched: boolean
  /** Samples of an epoch, or null when unknown. */
  readonly samples: number | null
  readonly #source: ExampleSource

  private constructor(source: ExampleSource, { batched, samples }: DatasetFacts) {
    this.#source = source
    this.batched = batched
    this.samples = samples
  }

  /** @param source gives the examples of an epoch anew each time; `samples` is their number, if known */
  static from(source: ExampleSource, { samples = null }: { readonly samples?: number | null } = {}): Dataset {
    return new Dataset(source, { batched: false, samples })
  }

  /** A stream whose examples already are batches: x [N, …], y [N, …]. */
  static fromBatches(source: ExampleSource, { samples = null }: { readonly samples?: number | null } = {}): Dataset {
    return new Dataset(source, { batched: true, samples })
  }

  /** The examples of one epoch. */
  async *examples(epoch: number): AsyncGenerator<Example> {
    yield* this.#source(epoch)
  }

  [Symbol.asyncIterator](): AsyncIterator<Example> {
    return this.examples(0)
  }

  /** Each example changed by a function, which may be asynchronous. */
  map(change: (example: Example) => Example | Promise<Example>): Dataset {
    const source = this.#source
    return new Dataset(async function* (epoch) {
      for await (const example of source(epoch)) yield await change(example)
    }, this)
  }

  /** The first `count` examples of each epoch. */
  take(count: number): Dataset {
    requireCount('take', count)
    const source = this.#source
    const samples = this.samples === null || this.batched ? null : Math.min(this.samples, count)
    return new Dataset(
      async function* (epoch) {
        let taken = 0
        if (count === 0) return
        for await (const example of source(epoch)) {
          yield example
          if (++taken === count) return
        }
      },
      { batched: this.batched, samples },
    )
  }

  /**
   * Examples in another order each epoch, within buffers of `bufferSize` examples; an order over the whole set needs a
   * buffer of its size.
   */
  shuffle(bufferSize: number, { seed = 0 }: { readonly seed?: number } = {}): Dataset {
    requireCount('shuffle', bufferSize)
    const source = this.#source
    return new Dataset(async function* (epoch) {
      let buffer: Example[] = []
      let part = 0
      const flush = function* (): Generator<Example> {
        for (const i of permutation(buffer.length, seed + part, epoch)) yield buffer[i]
        buffer = []
        part += 1
      }
      for await (const example of source(epoch)) {
        buffer.push(example)
        if (buffer.length === bufferSize) yield* flush()
      }
      yield* flush()
    }, this)
  }

  /** Samples gathered into batches. The last one may be smaller; `dropRemainder` leaves it out. */
  batch(batchSize: number, { dropRemainder = false }: { readonly dropRemainder?: boolean } = {}): Dataset {
    requireCount('batch', batchSize)
    if (this.batched) {
      throw new OptionError({ what: 'A data set of batches was batched again.', remedy: 'Call batch once, last.' })
    }
    const source = this.#source
    return new Dataset(
      async function* (epoch) {
        let samples: Example[] = []
        for await (const example of source(epoch)) {
          samples.push(example)
          if (samples.length < batchSize) continue
          yield stack(samples)
          samples = []
        }
        if (samples.length > 0 && !dropRemainder) yield stack(samples)
      },
      { batched: true, samples: this.samples },
    )
  }
}

function requireCount(method: string, count: number): void {
  if (Number.isInteger(count) && count >= 0 && (count > 0 || method === 'take')) return
  throw new OptionError({ what: `Dataset.${method} was given ${count}.`, remedy: 'Give a positive integer.' })
}

function stack(samples: readonly Example[]): Example {
  return {
    x: stackColumn(
      'x',
      samples.map((sample) => sample.x),
    ),
    ...(samples[0].y === undefined
      ? {}
      : {
          y: stackColumn(
            'y',
            samples.map((sample) => sample.y as HostData),
          ),
        }),
    ...(samples[0].sampleWeight === undefined
      ? {}
      : {
          sampleWeight: stackColumn(
            'sampleWeight',
            samples.map((sample) => sample.sampleWeight as HostData),
          ),
        }),
  }
}

/** Equal shapes one after the other: [N, …]. */
function stackColumn(name: string, values: readonly HostData[]): HostTensor {
  const rows = values.map((value) => toHostTensor(name, value))
  const { shape, data } = rows[0]
  const stacked = new Float32Array(rows.length * data.length)
  rows.forEach((row, i) => {
    toHostTensor(`${name} of sample ${i}`, { data: row.data, shape })
    stacked.set(row.data, i * data.length)
  })
  return { data: stacked, shape: [rows.length, ...shape] }
}
