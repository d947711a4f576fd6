import { expect, test } from 'vitest'
import { csvReport } from '../src/report/csv.js'
import { jsonReport } from '../src/report/json.js'
import { markdownReport } from '../src/report/markdown.js'
import { terminalReport } from '../src/report/terminal.js'
import { machine, result } from './support/results.js'

test('Markdown has the machine, a table, and who is missing', () => {
  const lines = markdownReport(machine, [result]).split('\n')
  expect(lines[0]).toBe(
    'Abacus, 1 core, 2.0 GiB · Linux 6.1 x64 · Node 20.19.0 (V8 11.3) · load 0.25 at the start · 2026-01-02 03:04 UTC',
  )
  expect(lines).toContain('| measure | contender | median, ms | quartiles, ms | images/s | evenkeel-cpu / peer |')
  expect(lines).toContain('| --- | --- | ---: | ---: | ---: | ---: |')
  expect(lines).toContain('| training | evenkeel-cpu | 100 | 95 – 110 | 500 |  |')
  expect(lines).toContain('| training | peer | 400 | 400 – 450 | 125 | 4× |')
  expect(lines).toContain('- peer: peer 1.0. Largest relative difference from evenkeel-cpu: loss 2.5e-6.')
  expect(lines).toContain('- absent: not available: npm said "no, | never"')
})

test('CSV has unrounded numbers, and quotes what needs it', () => {
  expect(csvReport([result]).split('\r\n')).toEqual([
    'workload,measure,contender,medianMs,lowerQuartileMs,upperQuartileMs,perSecond,evenkeel-cpu / contender,notAvailable',
    'some-work,training,evenkeel-cpu,100,95,110,500,1,',
    'some-work,training,peer,400,400,450,125,4,',
    'some-work,,absent,,,,,,"npm said ""no, | never"""',
    '',
  ])
})

test('JSON keeps every single time', () => {
  const { machine: where, workloads } = JSON.parse(jsonReport(machine, [result]))
  expect(where).toEqual(machine)
  expect(workloads[0].contenders[1].timesMs.training).toEqual([500, 400, 400])
  expect(workloads[0].rows[1].timeMs.median).toBe(400)
})

test('the terminal shows what Markdown shows', () => {
  const text = terminalReport(machine, [result])
  for (const part of ['Abacus', 'some-work. Work of some kind', '400 – 450', '4×', 'absent: not available']) {
    expect(text).toContain(part)
  }
})
