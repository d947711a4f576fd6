import { CommanderError } from 'commander'
import { expect, test, vi } from 'vitest'
import { parseCommandLine } from '../src/command-line.js'
import { WORKLOAD_NAMES } from '../src/workloads/index.js'

const contenders = ['one', 'two']
const defaults = {
  workloads: WORKLOAD_NAMES,
  contenders,
  repeats: 7,
  quick: false,
  csv: null,
  markdown: null,
  json: false,
}

test('without options: everything, seven times, tables only', () => {
  expect(parseCommandLine([], contenders)).toEqual(defaults)
})

test('options choose workloads, contenders, repeats and files', () => {
  const args = '--only article-training --contenders two --repeats 3 --csv a.csv --markdown b.md --json'.split(' ')
  expect(parseCommandLine(args, contenders)).toEqual({
    workloads: ['article-training'],
    contenders: ['two'],
    repeats: 3,
    quick: false,
    csv: 'a.csv',
    markdown: 'b.md',
    json: true,
  })
})

test('quick means three rounds, unless another number is given', () => {
  expect(parseCommandLine(['--quick'], contenders)).toEqual({ ...defaults, quick: true, repeats: 3 })
  expect(parseCommandLine(['--quick', '--repeats', '5'], contenders).repeats).toBe(5)
})

test.each([['--only sorting'], ['--contenders three'], ['--repeats 0'], ['--repeats 1.5'], ['--fast'], ['extra']])(
  'refuses %s',
  (line) => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(() => parseCommandLine(line.split(' '), contenders)).toThrow(CommanderError)
    written.mockRestore()
  },
)
