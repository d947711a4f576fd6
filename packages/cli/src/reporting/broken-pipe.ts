/** Ends the process when nobody reads the stream any more, as in `evenkeel train | head -1`. */
export function endQuietlyOnBrokenPipe(stream: NodeJS.WritableStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit()
  })
}
