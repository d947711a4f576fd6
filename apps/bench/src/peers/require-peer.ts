import { createRequire } from 'node:module'
import { join } from 'node:path'
import { PEERS_FOLDER } from './folder.js'

/** Loads a package that is installed beside the peers' manifest. What it exports is for the caller to know. */
export function requirePeer(name: string): unknown {
  return createRequire(join(PEERS_FOLDER, 'package.json'))(name)
}
