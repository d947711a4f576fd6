import { DatasetError } from '@evenkeel/core'
import type { IdxParts } from '../idx/idx-dataset.js'

/** File names of one data set: four with a train and a test part, or one pair without. */
export type IdxFiles = IdxParts<string> | { readonly images: string; readonly labels: string }

/** `emnist-digits-train-images-idx3-ubyte.gz`: prefix, part, kind. MNIST calls its test part t10k. */
const NAME = /^(.*?)(?:(train|t10k|test)-)?(images|labels)[-.]idx\d-ubyte(?:\.gz)?$/

type Part = 'train' | 'test' | 'single'
type Kind = 'images' | 'labels'
type Found = ReadonlyMap<`${Part} ${Kind}`, string>

/**
 * Picks the files of a data set among the names of a folder. Of a file that is there plain and
 * packed, the plain one is taken.
 *
 * @param prefix What stands before `train-images-…`; undefined takes the only one present.
 * @throws DatasetError where a file is missing, or several data sets are present and no prefix tells.
 */
export function findIdxFiles(folder: string, present: readonly string[], prefix: string | undefined): IdxFiles {
  const sets = groupByPrefix(present)
  if (prefix === undefined && sets.size > 1) {
    const prefixes = [...sets.keys()].map((each) => `'${each}'`).join(', ')
    throw new DatasetError({
      what: `${folder} holds ${sets.size} data sets, with the prefixes ${prefixes}.`,
      remedy: 'Say which by the option prefix.',
    })
  }
  const chosen = prefix ?? [...sets.keys()][0] ?? ''
  const found: Found = sets.get(chosen) ?? new Map()
  const file = (part: Part, kind: Kind): string =>
    found.get(`${part} ${kind}`) ?? fail(folder, present, triedNames(chosen, part, kind))
  if (found.has('single images') || found.has('single labels')) {
    return { images: file('single', 'images'), labels: file('single', 'labels') }
  }
  return {
    trainImages: file('train', 'images'),
    trainLabels: file('train', 'labels'),
    testImages: file('test', 'images'),
    testLabels: file('test', 'labels'),
  }
}

function groupByPrefix(present: readonly string[]): Map<string, Map<`${Part} ${Kind}`, string>> {
  const sets = new Map<string, Map<`${Part} ${Kind}`, string>>()
  // In sorted order a plain name comes before the same name with .gz, and the first one stays.
  for (const name of [...present].sort()) {
    const match = NAME.exec(name)
    if (!match) continue
    const [, prefix, written, kind] = match
    const part: Part = written === undefined ? 'single' : written === 'train' ? 'train' : 'test'
    const files = sets.get(prefix) ?? new Map<`${Part} ${Kind}`, string>()
    sets.set(prefix, files)
    const role = `${part} ${kind as Kind}` as const
    if (!files.has(role)) files.set(role, name)
  }
  return sets
}

function triedNames(prefix: string, part: Part, kind: Kind): string[] {
  const written = { train: ['train-'], test: ['t10k-', 'test-'], single: [''] }[part]
  const ending = kind === 'images' ? 'idx3-ubyte' : 'idx1-ubyte'
  return written.flatMap((each) => [`${prefix}${each}${kind}-${ending}`, `${prefix}${each}${kind}.${ending}`])
}

function fail(folder: string, present: readonly string[], tried: readonly string[]): never {
  const shown = present.slice(0, 20).join(', ') || 'nothing'
  const more = present.length > 20 ? ` and ${present.length - 20} more` : ''
  throw new DatasetError({
    what: `${folder}: a file is missing; tried ${tried.join(', ')}, each also with .gz; present: ${shown}${more}.`,
    remedy: 'Put the file there, or say by the option prefix what stands before train-images-idx3-ubyte.',
  })
}
