import { fileURLToPath } from 'node:url'

/** Where the sources of the page are. */
export const PAGE_FOLDER: string = fileURLToPath(new URL('.', import.meta.url))

/** A built page: its files by their names, index.html among them. */
export type PageFiles = ReadonlyMap<string, Buffer>
