import type { ErrorFacts } from '../protocol/facts.js'

/** Close codes of RFC 6455 and the registry of IANA. */
const TOO_LARGE = 1009
const TRY_LATER = 1013

/** What the closing of a run's socket means, and what to do. */
export function closingFacts({ code, reason }: { readonly code: number; readonly reason: string }): ErrorFacts {
  switch (code) {
    case TOO_LARGE:
      return {
        code: 'MESSAGE_TOO_LARGE',
        what: 'The data set is larger than the local server takes: 64 MiB, 80,000 images.',
        remedy: 'Choose files with fewer images, or go on with another device.',
      }
    case TRY_LATER:
      return {
        code: 'SERVER_BUSY',
        what: reason || 'The local server has no room for another run.',
        remedy: 'Reset, or close other pages of this server, and start again; or go on with another device.',
      }
    default:
      return {
        code: 'SERVER_LOST',
        what: reason || 'The local server does not answer any more.',
        remedy: 'Start it again (npm run demo), or go on with another device.',
      }
  }
}
