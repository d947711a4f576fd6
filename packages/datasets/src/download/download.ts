import { DatasetError } from '@evenkeel/core'

export interface DownloadProgress {
  /** URL of the file. */
  readonly file: string
  readonly receivedBytes: number
  /** Null where the server does not tell. */
  readonly totalBytes: number | null
}

export interface DownloadOptions {
  /** Called after each piece that arrives; not for files that come from the cache. */
  readonly onProgress?: (progress: DownloadProgress) => void
  /** Stands in for the global `fetch`, for a proxy or for tests. */
  readonly fetch?: typeof fetch
  /** Ends the download; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal
}

/**
 * The body of `url` as bytes.
 *
 * @throws DatasetError where the server cannot be reached, answers with another status than 2xx, or
 *   sends fewer bytes than it announced.
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array> {
  const { fetch: request = fetch, signal, onProgress } = options
  const response = await received(url, request(url, { signal }), signal)
  const reader = response.body?.getReader()
  try {
    if (!response.ok) {
      throw new DatasetError({
        what: `${url}: the server answered ${response.status} ${response.statusText}.`,
        remedy: 'Check the URL, try again later, or use another mirror.',
      })
    }
    const totalBytes = announcedBytes(response)
    const pieces: Uint8Array[] = []
    let receivedBytes = 0
    while (reader) {
      const { value } = await received(url, reader.read(), signal)
      if (value === undefined) break
      pieces.push(value)
      receivedBytes += value.length
      onProgress?.({ file: url, receivedBytes, totalBytes })
    }
    if (totalBytes !== null && receivedBytes !== totalBytes) {
      throw new DatasetError({
        what: `${url}: the download is truncated: ${receivedBytes} of ${totalBytes} bytes arrived.`,
        remedy: 'Try again.',
      })
    }
    return concatenated(pieces, receivedBytes)
  } finally {
    // Frees the connection of a download that ends early; after the last byte it does nothing.
    await reader?.cancel().catch(() => undefined)
  }
}

/** Waits for the network and says so where it fails; faults of callbacks keep their own errors. */
async function received<Value>(url: string, waiting: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  try {
    return await waiting
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw new DatasetError({
      what: `${url}: the server cannot be reached, or the connection broke (${String(cause)}).`,
      remedy: 'Check the connection and try again; in a browser the server must also allow other origins (CORS).',
      cause,
    })
  }
}

function concatenated(pieces: readonly Uint8Array[], totalBytes: number): Uint8Array {
  const bytes = new Uint8Array(totalBytes)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

/** Content-Length; null where it counts the encoded bytes, since the body arrives decoded. */
function announcedBytes({ headers }: Response): number | null {
  const length = headers.get('content-length')
  const encoding = headers.get('content-encoding') ?? 'identity'
  return length === null || encoding !== 'identity' ? null : Number(length)
}
