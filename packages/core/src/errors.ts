/** What kind of mistake an {@link EvenkeelError} reports; stable, so that programs may switch on it. */
export type ErrorCode =
  | 'SHAPE_MISMATCH'
  | 'INVALID_OPTION'
  | 'INVALID_DATA'
  | 'INVALID_STATE'
  | 'TENSOR_DISPOSED'
  | 'DEVICE_MISMATCH'
  | 'DEVICE_UNAVAILABLE'
  | 'DEVICE_LOST'
  | 'BACKEND_INCOMPLETE'
  | 'SINGLE_VALUE_PER_CHANNEL'
  | 'NON_FINITE'
  | 'DATASET'

/** The parts of an error text: what happened, and what the reader can do about it. */
export interface ErrorParts {
  /** What happened, with the numbers: what was given and what was expected. */
  readonly what: string
  /** What to do about it, as a sentence. */
  readonly remedy: string
  readonly cause?: unknown
}

/**
 * The base of every error thrown by evenkeel. `message` is `what` followed by `remedy`;
 * both parts are also fields, so that a page may show them apart.
 */
export class EvenkeelError extends Error {
  readonly code: ErrorCode
  readonly what: string
  readonly remedy: string

  constructor(code: ErrorCode, { what, remedy, cause }: ErrorParts) {
    super(`${what} ${remedy}`, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.what = what
    this.remedy = remedy
  }
}

/** Shapes that do not fit together; names the operation or the layer. */
export class ShapeError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('SHAPE_MISMATCH', parts)
  }
}

/** An option outside its range, of the wrong type or with an unknown name. */
export class OptionError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('INVALID_OPTION', parts)
  }
}

/** Data from the host that cannot be used: NaN, labels out of range, lengths that differ, an empty data set. */
export class DataError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('INVALID_DATA', parts)
  }
}

/** A call that does not fit the object's state: `fit` before `compile`, a layer used before it was built. */
export class StateError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('INVALID_STATE', parts)
  }
}

/** A tensor or model was used after `dispose`. */
export class DisposedError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('TENSOR_DISPOSED', parts)
  }
}

/** One operation was given tensors of two devices. */
export class DeviceMismatchError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('DEVICE_MISMATCH', parts)
  }
}

/** No candidate device could be opened; `reasons` tells why, one entry a candidate. */
export class DeviceUnavailableError extends EvenkeelError {
  readonly reasons: readonly string[]

  constructor(parts: ErrorParts, reasons: readonly string[]) {
    super('DEVICE_UNAVAILABLE', parts)
    this.reasons = reasons
  }
}

/** The device went away (a WebGL context was lost, a driver was reset) or was closed. Its buffers are gone. */
export class DeviceLostError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('DEVICE_LOST', parts)
  }
}

/** A backend lacks required kernels; `missing` is the whole list. */
export class BackendIncompleteError extends EvenkeelError {
  readonly missing: readonly string[]

  constructor(parts: ErrorParts, missing: readonly string[]) {
    super('BACKEND_INCOMPLETE', parts)
    this.missing = missing
  }
}

/** Batch normalization in training saw one value per channel, of which no variance can be taken. */
export class SingleValueError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('SINGLE_VALUE_PER_CHANNEL', parts)
  }
}

/** A training step had a non-finite loss or gradient; nothing of that step was committed. */
export class NonFiniteError extends EvenkeelError {
  /** Path of the first layer whose output or gradient was not finite, or null where only the loss was. */
  readonly layer: string | null

  constructor(parts: ErrorParts, layer: string | null) {
    super('NON_FINITE', parts)
    this.layer = layer
  }
}

/** A file of a data set is missing, truncated, of another format, or fails its checksum. */
export class DatasetError extends EvenkeelError {
  constructor(parts: ErrorParts) {
    super('DATASET', parts)
  }
}
