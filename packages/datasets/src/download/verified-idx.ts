import { DatasetError } from '@evenkeel/core'
import { gunzip } from '../idx/gunzip.js'
import type { IdxArray } from '../idx/idx-array.js'
import { parseIdx } from '../idx/parse-idx.js'
import { sha256, type Checksum } from './checksum.js'

/**
 * Unpacks, checks and parses a file.
 *
 * @param file Names the bytes in errors.
 * @throws DatasetError where the checksum is another or the content is not valid IDX.
 */
export async function verifiedIdx(bytes: Uint8Array, checksum: Checksum | undefined, file: string): Promise<IdxArray> {
  // Before unpacking: of a wrong file the checksum tells more than the fault that gzip finds in it.
  if (checksum?.of === 'file') await check(bytes, checksum, file)
  const content = await gunzip(bytes, file)
  if (checksum?.of === 'unpacked') await check(content, checksum, file)
  return parseIdx(content, { file })
}

async function check(bytes: Uint8Array, checksum: Checksum, file: string): Promise<void> {
  const found = await sha256(bytes)
  if (found === checksum.sha256.toLowerCase()) return
  const content = checksum.of === 'unpacked' ? 'the unpacked content' : 'the file'
  throw new DatasetError({
    what: `${file}: SHA-256 of ${content} (${bytes.length} bytes) is ${found}, expected ${checksum.sha256}.`,
    remedy: 'Try again or another mirror; if you mean to use this file, correct the checksum.',
  })
}
