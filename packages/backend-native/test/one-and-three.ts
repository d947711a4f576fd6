import type { Backend, Buffer, HostArray } from '@evenkeel/core/backend'
import { afterAll, beforeAll, expect } from 'vitest'
import { native } from '../src/index.js'

/** Values of either sign, none like its neighbours. */
export function wave(length: number, pace: number = 1): Float32Array {
  return Float32Array.from({ length }, (_, i) => Math.sin(pace * i * i))
}

/** The first place where two arrays differ in a bit, or −1: far quicker than the comparison of an assertion. */
export function firstDifference(a: HostArray, b: HostArray): number {
  return a.findIndex((value, i) => !Object.is(value, b[i]))
}

/** A buffer of the backend with these values. */
export function upload(backend: Backend, values: HostArray): Buffer {
  const buffer = backend.allocate(values.length, values instanceof Int32Array ? 'int32' : 'float32')
  backend.write(buffer, values)
  return buffer
}

/** Calls kernels and gives the buffers of interest; `put` uploads to the backend. */
export type Run = (backend: Backend, put: (values: HostArray) => Buffer) => readonly Buffer[]

/** Two backends that do the same, open while the tests of a block run. */
export interface OneAndThree {
  /** The backend with one thread. */
  readonly one: () => Backend
  /** What is in the buffers that `run` gives with three threads; one thread has to give the same bits. */
  readonly results: (run: Run) => HostArray[]
}

/** For use inside of `describe`. */
export function oneAndThreeThreads(instructionSet: string): OneAndThree {
  const backends: Backend[] = []
  beforeAll(async () => {
    for (const threads of [1, 3]) backends.push(await native.open({ instructionSet, threads }))
  })
  afterAll(() => backends.forEach((backend) => backend.close()))
  return {
    one: () => backends[0],
    results(run) {
      const [alone, shared] = backends.map((backend) =>
        run(backend, (values) => upload(backend, values)).map((buffer) => backend.readSync!(buffer)),
      )
      expect(shared.map((values, i) => firstDifference(values, alone[i]))).toEqual(shared.map(() => -1))
      return shared
    },
  }
}
