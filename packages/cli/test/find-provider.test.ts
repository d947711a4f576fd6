import { cpu } from '@evenkeel/backend-cpu'
import { OptionError } from '@evenkeel/core'
import { describe, expect, test } from 'vitest'
import { findProvider } from '../src/devices/find-provider.js'

describe('the provider of a module', () => {
  test('is its only export that looks like one', () => {
    expect(findProvider('m', { version: '1', cpu, helper() {} })).toBe(cpu)
  })

  test('is the default export among several', () => {
    expect(findProvider('m', { other: { ...cpu }, default: cpu })).toBe(cpu)
  })

  test('is not guessed among several', () => {
    expect(() => findProvider('m', { a: cpu, b: { ...cpu } })).toThrow(OptionError)
  })

  test('is missing where nothing can be probed and opened', () => {
    expect(() => findProvider('m', { a: { name: 'a', open() {} }, b: null })).toThrow(/exports a, b; none/)
  })
})
