import { CommanderError } from 'commander'
import { expect, test, vi } from 'vitest'
import { parseCommandLine } from '../src/command-line.js'
import { WORKLOAD_NAMES } from '../src/workloads/index.js'

const names = { processes: ['one', 'two'], page: ['two', 'three'] }
const defaults = {
  workloads: WORKLOAD_NAMES,
  contenders: names.processes,
  repeats: 7,
  quick: false,
  browser: false,
  headed: false,
  csv: null,
  markdown: null,
  json: false,
}

test('without options: everything, seven times, tables only', () => {
  expect(parseCommandLine([], names)).toEqual(defaults)
})

test('options choose workloads, contenders, repeats and files', () => {
  const args = '--only article-training --contenders two --repeats 3 --csv a.csv --markdown b.md --json'.split(' ')
  expect(parseCommandLine(args, names)).toEqual({
    workloads: ['article-training'],
    contenders: ['two'],
    repeats: 3,
    quick: false,
    browser: false,
    headed: false,
    csv: 'a.csv',
    markdown: 'b.md',
    json: true,
  })
})

test('quick means three rounds, unless another number is given', () => {
  expect(parseCommandLine(['--quick'], names)).toEqual({ ...defaults, quick: true, repeats: 3 })
  expect(parseCommandLine(['--quick', '--repeats', '5'], names).repeats).toBe(5)
})

test('in a browser run the contenders that a page can have', () => {
  expect(parseCommandLine(['--browser'], names)).toEqual({ ...defaults, browser: true, contenders: names.page })
  const chosen = parseCommandLine('--browser --headed --contenders three'.split(' '), names)
  expect(chosen).toEqual({ ...defaults, browser: true, headed: true, contenders: ['three'] })
})

test.each([
  ['--only sorting'],
  ['--contenders four'],
  ['--contenders three'],
  ['--browser --contenders one'],
  ['--headed'],
  ['--repeats 0'],
  ['--repeats 1.5'],
  ['--fast'],
  ['extra'],
])('refuses %s', (line) => {
  const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(() => parseCommandLine(line.split(' '), names)).toThrow(CommanderError)
  written.mockRestore()
})
