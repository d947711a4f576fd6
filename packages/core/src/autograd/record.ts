import type { Device } from '../device/index.js'
import { DeviceMismatchError, ShapeError } from '../errors.js'
import type { Tensor } from '../tensor/index.js'
import { Tape, type Backward } from './tape.js'

/**
 * Puts an operation on the record of its device, if one is open and an input is on it, and returns the output.
 * Every differentiable operation ends with this call.
 */
export function record(operation: string, inputs: readonly Tensor[], output: Tensor, backward: Backward): Tensor {
  tapeOf(output.device)?.add({ operation, inputs, output, backward })
  return output
}

/** The open record of a device, or null. */
export function tapeOf(device: Device): Tape | null {
  return device.currentTape instanceof Tape ? device.currentTape : null
}

/** Runs `work` without recording: the gradients of its results stop there. */
export function withoutTape<T>(device: Device, work: () => T): T {
  return withTape(device, null, work)
}

export function withTape<T>(device: Device, tape: Tape | null, work: () => T): T {
  const outer = device.currentTape
  device.currentTape = tape
  try {
    return work()
  } finally {
    device.currentTape = outer
  }
}

/**
 * The device that all inputs live on.
 *
 * @throws DeviceMismatchError naming both
 */
export function deviceOf(operation: string, inputs: readonly Tensor[]): Device {
  const { device } = inputs[0]
  for (const input of inputs) {
    if (input.device === device) continue
    throw new DeviceMismatchError({
      what: `${operation}: its tensors live on two devices, '${device.name}' and '${input.device.name}'${device.name === input.device.name ? ' (opened twice)' : ''}.`,
      remedy: 'Copy one of them: tensor(device, await other.read(), { shape: other.shape }).',
    })
  }
  return device
}

/** @throws ShapeError when an input is not float32 */
export function requireFloat(operation: string, inputs: readonly Tensor[]): void {
  for (const input of inputs) {
    if (input.dtype === 'float32') continue
    throw new ShapeError({
      what: `${operation}: an input of shape [${input.shape.join(', ')}] has dtype ${input.dtype}; arithmetic is float32 only.`,
      remedy: "Convert it with cast(x, 'float32').",
    })
  }
}
