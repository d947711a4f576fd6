/** What a case found wrong with a backend. `message` names the kernel, what was expected and what was given. */
export class NonConformance extends Error {
  /** The kernel that failed, or a law (`law 3`) where no single kernel did. */
  readonly subject: string

  constructor(subject: string, finding: string, options?: ErrorOptions) {
    super(`${subject}: ${finding}`, options)
    this.name = new.target.name
    this.subject = subject
  }
}

/** Throws a {@link NonConformance} unless `condition` holds. */
export function demand(condition: boolean, subject: string, finding: string): asserts condition {
  if (!condition) throw new NonConformance(subject, finding)
}
