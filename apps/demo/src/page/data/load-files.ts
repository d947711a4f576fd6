import { EvenkeelError } from '@evenkeel/core'
import type { DataFacts, ErrorFacts } from '../../protocol/facts.js'
import { readIdxFiles } from './read-idx-files.js'

/** Data, or what is wrong with the files. */
export interface LoadedFiles {
  readonly data: DataFacts | null
  readonly problem: ErrorFacts | null
}

const LARGEST_BYTES = 256e6

/** Reads files that a person chose. Never rejects. */
export async function loadFiles(files: readonly File[]): Promise<LoadedFiles> {
  const large = files.find(({ size }) => size > LARGEST_BYTES)
  if (large !== undefined) {
    const what = `${large.name} has ${Math.round(large.size / 1e6)} MB, more than the ${LARGEST_BYTES / 1e6} MB that this page reads.`
    return { data: null, problem: { code: 'DATASET', what, remedy: 'Choose the IDX files of a smaller data set.' } }
  }
  try {
    const read = files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
    return { data: await readIdxFiles(await Promise.all(read)), problem: null }
  } catch (error) {
    return { data: null, problem: problemOf(error) }
  }
}

function problemOf(error: unknown): ErrorFacts {
  if (error instanceof EvenkeelError) return { code: error.code, what: error.what, remedy: error.remedy }
  const what = error instanceof Error ? error.message : String(error)
  return { code: 'UNEXPECTED', what, remedy: 'Choose IDX files of images and labels, gzipped or not.' }
}
