import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where downloads are kept unless `--cache` says otherwise: the user's folder of caches. */
export function defaultCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = environment
  return join(LOCALAPPDATA ?? XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'evenkeel')
}
