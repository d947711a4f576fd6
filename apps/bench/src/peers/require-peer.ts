import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PEERS_FOLDER } from './folder.js'

/** Loads a package that is installed beside the peers' manifest. What it exports is for the caller to know. */
export function requirePeer(name: string): unknown {
  return createRequire(join(PEERS_FOLDER, 'package.json'))(name)
}

/** The version of a package that is installed there. */
export function peerVersion(name: string): string {
  const manifest = readFileSync(join(PEERS_FOLDER, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { readonly version: string }).version
}
