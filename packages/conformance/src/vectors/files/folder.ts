import { DatasetError } from '@evenkeel/core'
import type { TensorData, VectorFile, VectorIndex } from '../format.js'
import { readImageData, type ImageData } from './images.js'
import { parseNpy } from './npy.js'
import { readBytes } from './read-bytes.js'
import { inlineValues, type Values } from './values.js'

const SCHEMA = 'nn-vectors/1'

/** What a case may ask for beside its own text. */
export interface CaseFiles {
  /** The numbers of a tensor, wherever they are kept. */
  values(tensor: TensorData): Promise<Values>
  /** A data set by its name, read once. */
  images(name: string): Promise<ImageData>
}

/** A folder of vector files. */
export class VectorFolder implements CaseFiles {
  readonly #path: string
  readonly #dataFolder: string
  readonly #images: Map<string, Promise<ImageData>> = new Map()

  /** @param dataFolder where data sets are, one folder each. Default: `data` beside the folder */
  constructor(path: string, dataFolder?: string) {
    this.#path = path.replace(/\/+$/, '')
    this.#dataFolder = dataFolder ?? `${this.#path}/../data`
  }

  /**
   * The files of the families that are asked for, in the order of the index.
   *
   * @throws DatasetError when a file is missing or of another schema
   */
  async files(wanted: (family: string) => boolean): Promise<VectorFile[]> {
    const index = await this.#json<VectorIndex>('index.json')
    const files: VectorFile[] = []
    for (const { file, family } of index.files) {
      if (!wanted(family)) continue
      const content = await this.#json<VectorFile>(file)
      if (content.schema !== SCHEMA) {
        throw new DatasetError({
          what: `${file} has the schema '${content.schema}', not '${SCHEMA}'.`,
          remedy: 'Use vectors of that schema.',
        })
      }
      files.push(content)
    }
    return files
  }

  async values(tensor: TensorData): Promise<Values> {
    if (tensor.npy === undefined) return inlineValues(tensor)
    const { shape, data } = parseNpy(await readBytes(`${this.#path}/${tensor.npy}`), tensor.npy)
    if (shape.join() !== tensor.shape.join()) {
      throw new DatasetError({
        what: `${tensor.npy} has shape [${shape.join(', ')}], not [${tensor.shape.join(', ')}] as the case says.`,
        remedy: 'Take the files anew from where they came from.',
      })
    }
    return { name: tensor.name, dtype: tensor.dtype, shape, data: Float64Array.from(data) }
  }

  images(name: string): Promise<ImageData> {
    const known = this.#images.get(name) ?? readImageData(`${this.#dataFolder}/${name}`)
    this.#images.set(name, known)
    return known
  }

  async #json<T>(file: string): Promise<T> {
    return JSON.parse(new TextDecoder().decode(await readBytes(`${this.#path}/${file}`))) as T
  }
}
