/** A piece of GLSL that programs share, and the pieces that it needs before it. */
export interface GlslFunction {
  readonly source: string
  readonly uses?: readonly GlslFunction[]
}

/** The pieces and all that they need, each once, in an order in which they compile. */
export function inOrder(functions: readonly GlslFunction[]): readonly GlslFunction[] {
  const ordered = new Set<GlslFunction>()
  const visit = (piece: GlslFunction): void => {
    if (ordered.has(piece)) return
    piece.uses?.forEach(visit)
    ordered.add(piece)
  }
  functions.forEach(visit)
  return [...ordered]
}
