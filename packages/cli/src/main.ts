#!/usr/bin/env node
import { createProgram } from './program.js'
import { endQuietlyOnBrokenPipe } from './reporting/broken-pipe.js'
import { reportFailure } from './reporting/failure.js'

endQuietlyOnBrokenPipe(process.stdout)
endQuietlyOnBrokenPipe(process.stderr)
try {
  await createProgram().parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error)
}
