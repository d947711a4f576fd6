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
  const scope: Scope = []
  const kept = new Set<unknown>()
  device.currentScope = scope
  try {
    const result = work()
    if (result instanceof Promise) {
      result.catch(() => undefined)
      throw new StateError({
        what: 'The function of a scope returned a Promise.',
        remedy: 'Make it synchronous: return the tensors and read them after the scope.',
      })
    }
    collect(result, kept)
    return result
  } finally {
    device.currentScope = outer
    for (const tensor of scope) {
      if (!kept.has(tensor)) tensor.dispose()
      else outer?.push(tensor)
    }
  }
}

/** Takes a tensor out of the current scope: it lives until it is disposed. */
export function keep<T extends Disposable & { readonly device: Device }>(tensor: T): T {
  const scope = tensor.device.currentScope
  const position = scope?.lastIndexOf(tensor) ?? -1
  if (position >= 0) scope?.splice(position, 1)
  return tensor
}

function collect(value: unknown, found: Set<unknown>): void {
  if (typeof value !== 'object' || value === null || found.has(value)) return
  found.add(value)
  if (Array.isArray(value)) for (const entry of value) collect(entry, found)
  else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const key in value) collect((value as Record<string, unknown>)[key], found)
  } else if (value instanceof Map) for (const entry of value.values()) collect(entry, found)
}
