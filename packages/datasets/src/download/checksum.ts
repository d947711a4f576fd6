import { DatasetError } from '@evenkeel/core'

/** What a file must be. */
export interface Checksum {
  /** SHA-256 as 64 hexadecimal digits. */
  readonly sha256: string
  /**
   * `'unpacked'` checks the content after gzip, which is the same wherever the file was packed;
   * `'file'` checks the bytes as they are received.
   */
  readonly of: 'unpacked' | 'file'
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new DatasetError({
      what: 'SHA-256 cannot be computed: crypto.subtle is not here.',
      remedy: 'Open the page by https or from localhost, where browsers offer it.',
    })
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
