import type { Kernels } from '@evenkeel/core/backend'
import { words } from '../buffer.js'
import { copyWords } from './copy-words.js'

/** into[intoOffset + i] = source[sourceOffset + i]. */
export const copy: Kernels['copy'] = ({ source, into, sourceOffset, intoOffset, length }) => {
  copyWords(words(source), sourceOffset, words(into), intoOffset, length)
}
