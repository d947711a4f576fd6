/** Loads a peer, which is bundled beside the page's own code. What it exports is for the caller to know. */
export function importPeer(name: string): Promise<unknown> {
  const path = `/peers/${name}.js`
  return import(/* @vite-ignore */ path)
}
