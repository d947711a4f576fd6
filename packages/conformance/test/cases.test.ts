import { KERNEL_ROLES, LAWS } from '@evenkeel/core/backend'
import type { KernelName } from '@evenkeel/core/backend'
import { TOLERANCES, allCases, titleOf } from '@evenkeel/conformance'
import { describe, expect, test } from 'vitest'
import { KERNEL_SUITES } from '../src/cases/index.js'

const KERNELS = Object.keys(KERNEL_ROLES) as KernelName[]
const CASES = allCases()

describe('the cases', () => {
  test('have titles of their own', () => {
    const titles = CASES.map((item) => `${item.mode} ${titleOf(item)}`)
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([])
  })

  test.each(KERNELS)('%s is checked, fuzzed, and tried against the laws', (kernel) => {
    const modes = new Set(CASES.filter((item) => item.kernel === kernel).map(({ mode }) => mode))
    expect([...modes]).toEqual(expect.arrayContaining(['check', 'fuzz', 'laws']))
  })

  test.each(KERNELS)('%s is called with every alias that the contract allows', (kernel) => {
    const tried = KERNEL_SUITES[kernel].aliases.map((pair) => pair.join(' is '))
    for (const pair of KERNEL_ROLES[kernel].aliases ?? []) expect(tried).toContain(pair.join(' is '))
  })

  test.each(KERNELS)('every output of %s has a tolerance with a reason', (kernel) => {
    const rows = Object.keys(TOLERANCES).filter((row) => row.split(/[.:]/)[0] === kernel)
    expect(rows).not.toEqual([])
    for (const row of rows) expect(TOLERANCES[row].reason).toMatch(/\.$/)
  })

  /** 1, 5, 6 and 7 are watched in every call; 8 and 13 bind core. */
  test.each(LAWS.filter(({ number }) => ![1, 5, 6, 8, 13].includes(number)))('law $number has a case', ({ number }) => {
    expect(CASES.flatMap((item) => (item.mode === 'laws' ? item.subjects() : []))).toContain(`law ${number}`)
  })
})
