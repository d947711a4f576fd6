import { DatasetError } from '@evenkeel/core'

/** The part of Node that is needed, typed here so that the package needs no types of Node. */
interface NodeGlobals {
  readonly process?: {
    getBuiltinModule?(name: 'node:fs/promises'): { readFile(path: string): Promise<Uint8Array> } | undefined
  }
}

/**
 * The bytes of a file: over the network where the path is a URL, else by Node's file system, which is asked for at run
 * time so that bundlers for browsers find nothing to resolve.
 *
 * @throws DatasetError when there is no such file, or no file system to look for it
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return /^https?:/.test(path) ? await fetchBytes(path) : await readFile(path)
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause
    throw new DatasetError({
      what: `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Give the folder that holds index.json, as a path or as a URL.',
      cause,
    })
  }
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`the server answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

async function readFile(path: string): Promise<Uint8Array> {
  const files = (globalThis as unknown as NodeGlobals).process?.getBuiltinModule?.('node:fs/promises')
  if (files !== undefined) return files.readFile(path)
  throw new DatasetError({
    what: `${path} needs a file system, which is not here.`,
    remedy: 'Run it in Node 20.16 or later, or give the URL of a folder.',
  })
}
