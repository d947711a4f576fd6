import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Folder of real data beside the repository, or undefined where it is absent; then says so. */
export function sharedData(folder: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../../shared/data/${folder}`, import.meta.url))
  if (existsSync(path)) return path
  console.warn(`Tests of real data are skipped: ${path} is absent.`)
  return undefined
}
