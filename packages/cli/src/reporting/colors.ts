import type { WriteStream } from 'node:tty'
import picocolors from 'picocolors'

/** Functions that color a text, or leave it as it is. */
export type Colors = ReturnType<typeof picocolors.createColors>

/** A standard stream: a terminal, a pipe or a file. */
export type OutputStream = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'hasColors'>>

/** The colors that suit a stream; each stream has its own, since either may be a pipe. */
export function colorsFor(stream: OutputStream, environment: NodeJS.ProcessEnv = process.env): Colors {
  return picocolors.createColors(wantsColors(stream, environment))
}

/** NO_COLOR (https://no-color.org) comes first, then FORCE_COLOR, then what the terminal can do. */
function wantsColors(stream: OutputStream, { NO_COLOR, FORCE_COLOR }: NodeJS.ProcessEnv): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return stream.isTTY === true && stream.hasColors?.() === true
}
