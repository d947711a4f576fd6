import { build, type Rolldown } from 'vite'
import { PAGE_FOLDER, type PageFiles } from './page-files.js'

/** Builds the page as Vite does by itself, minifier included. */
export async function buildWithVite(): Promise<PageFiles> {
  const { output } = (await build({
    root: PAGE_FOLDER,
    configFile: false,
    logLevel: 'warn',
    build: { write: false },
    // A worker that loads modules lazily cannot be one classic script.
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput
  return new Map(output.map((file) => [file.fileName, contentOf(file)]))
}

function contentOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): Buffer {
  return Buffer.from(file.type === 'chunk' ? file.code : file.source)
}
