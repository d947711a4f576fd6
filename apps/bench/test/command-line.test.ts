import { CommanderError } from 'commander'
import { expect, test, vi } from 'vitest'
import { parseCommandLine } from '../src/command-line.js'
import { WORKLOAD_NAMES } from '../src/workloads/index.js'

test('without options: all workloads, seven times, tables only', () => {
  expect(parseCommandLine([])).toEqual({
    workloads: WORKLOAD_NAMES,
    repeats: 7,
    csv: null,
    markdown: null,
    json: false,
  })
})

test('options choose workloads, repeats and files', () => {
  const args = '--only article-training --repeats 3 --csv a.csv --markdown b.md --json'.split(' ')
  expect(parseCommandLine(args)).toEqual({
    workloads: ['article-training'],
    repeats: 3,
    csv: 'a.csv',
    markdown: 'b.md',
    json: true,
  })
})

test.each([['--only sorting'], ['--repeats 0'], ['--repeats 1.5'], ['--fast'], ['extra']])('refuses %s', (line) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(() => parseCommandLine(line.split(' '))).toThrow(CommanderError)
  written.mockRestore()
})
