/** Bytes of text that the closing of a WebSocket may carry (RFC 6455, section 5.5). */
const MOST_BYTES = 123

/** A text as the reason of a closing, cut where it is too long. */
export function closeReason(text: string): string {
  let reason = text
  while (Buffer.byteLength(reason) > MOST_BYTES) reason = reason.slice(0, -1)
  return reason
}
