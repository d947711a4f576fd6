export { allCases } from './all-cases.js'
export type { CaseOptions } from './all-cases.js'
export { titleOf } from './case.js'
export type { Case, Measurement, Mode } from './case.js'
export { conformance } from './conformance.js'
export type { ConformanceOptions, Describe, Test } from './conformance.js'
export { float32Arithmetic } from './decorators/float32-arithmetic/index.js'
export { withoutOptionalKernels } from './decorators/without-optional-kernels.js'
export { NonConformance } from './non-conformance.js'
export type { KernelSupport } from './open.js'
export { formatReport } from './report.js'
export type { ConformanceReport } from './report.js'
export type { CaseResult, CaseStatus } from './run-case.js'
export { DEFAULT_MODES, runConformance, selectCases } from './run.js'
export type { RunOptions, Selection } from './run.js'
export { TOLERANCES } from './tolerances.js'
export type { Tolerance } from './tolerances.js'
export { formatVectorReport, runVectors, vectorCases, vectorTests } from './vectors/index.js'
export type {
  FamilyCounts,
  Mismatch,
  VectorCase,
  VectorOptions,
  VectorReport,
  VectorResult,
  VectorSelection,
  VectorSubject,
  VectorTestOptions,
} from './vectors/index.js'
