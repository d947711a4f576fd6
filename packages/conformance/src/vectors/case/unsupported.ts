/** A case asks for something that is not there, or is not understood: it is skipped, and says why. */
export class Unsupported extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.name = new.target.name
    this.reason = reason
  }
}
