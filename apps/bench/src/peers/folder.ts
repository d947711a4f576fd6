import { fileURLToPath } from 'node:url'

/** Where the peers' own manifest, lock file and packages are: outside the workspace, so that it never installs them. */
export const PEERS_FOLDER: string = fileURLToPath(new URL('../../peers/', import.meta.url))
