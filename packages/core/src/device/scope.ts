import { StateError } from '../errors.js'
import type { Device, Disposable, Scope } from './device.js'

/**
 * Runs `work` and disposes every tensor of `device` that was created in it, except those in its result (a tensor, or
 * arrays and plain objects that hold tensors), which go to the surrounding scope.
 *
 * @throws StateError when `work` returns a Promise: a scope cannot know which tensors belong to it across an await
 */
export function runInScope<T>(device: Device, work: () => T): T {
  const outer = device.currentScope
  const scope: Scope = new Set()
  device.currentScope = scope
  let kept: ReadonlySet<unknown> = new Set()
  try {
    const result = work()
    if (result instanceof Promise) {
      result.catch(() => undefined)
      throw new StateError({
        what: 'The function of a scope returned a Promise.',
        remedy: 'Make it synchronous: return the tensors and read them after the scope.',
      })
    }
    kept = collect(result, new Set())
    return result
  } finally {
    device.currentScope = outer
    for (const tensor of scope) {
      if (!kept.has(tensor)) tensor.dispose()
      else outer?.add(tensor)
    }
  }
}

/** Takes a tensor out of the current scope: it lives until it is disposed. */
export function keep<T extends Disposable & { readonly device: Device }>(tensor: T): T {
  tensor.device.currentScope?.delete(tensor)
  return tensor
}

function collect(value: unknown, found: Set<unknown>): Set<unknown> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found
  found.add(value)
  if (Array.isArray(value)) for (const entry of value) collect(entry, found)
  else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const entry of Object.values(value)) collect(entry, found)
  } else if (value instanceof Map) for (const entry of value.values()) collect(entry, found)
  return found
}
