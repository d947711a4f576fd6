/** The heart: moments, their merging, and the coefficients of every normalizer. */
export * from './coefficients.js'
export * from './moments.js'
export * from './vectors.js'
export type { Workspace } from './workspace.js'
