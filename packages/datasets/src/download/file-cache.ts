import { DatasetError } from '@evenkeel/core'
import { nodeFiles, type NodeFiles } from '../node-files.js'

/** Files kept in one folder; Node only. */
export class FileCache {
  readonly #folder: string
  readonly #files: NodeFiles = nodeFiles('The option cacheFolder')

  constructor(cacheFolder: string, dataset: string) {
    this.#folder = this.#files.path.join(cacheFolder, dataset)
  }

  pathOf(name: string): string {
    return this.#files.path.join(this.#folder, name)
  }

  /** The kept bytes, or undefined. */
  async read(name: string): Promise<Uint8Array | undefined> {
    return this.#files.fs.readFile(this.pathOf(name)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return undefined
      throw this.#fault(name, 'read', cause)
    })
  }

  /** Keeps the bytes. A reader in another process sees the whole file or none: it is renamed when complete. */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    const { fs } = this.#files
    const partial = `${this.pathOf(name)}.${crypto.randomUUID()}.partial`
    try {
      await fs.mkdir(this.#folder, { recursive: true })
      await fs.writeFile(partial, bytes)
      await fs.rename(partial, this.pathOf(name))
    } catch (cause) {
      await fs.rm(partial, { force: true }).catch(() => undefined)
      throw this.#fault(name, 'written', cause as NodeJS.ErrnoException)
    }
  }

  #fault(name: string, action: string, cause: NodeJS.ErrnoException): DatasetError {
    return new DatasetError({
      what: `${this.pathOf(name)} cannot be ${action} (${cause.code ?? cause.message}).`,
      remedy: 'Pass a cacheFolder that this process may use, or leave it out.',
      cause,
    })
  }
}
