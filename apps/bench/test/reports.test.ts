import { expect, test } from 'vitest'
import { csvReport } from '../src/report/csv.js'
import { jsonReport } from '../src/report/json.js'
import { markdownReport } from '../src/report/markdown.js'
import { notes } from '../src/report/notes.js'
import { terminalReport } from '../src/report/terminal.js'
import { gainResult, machine, result } from './support/results.js'

test('Markdown has the machine, the contenders, and a table', () => {
  const lines = markdownReport(machine, [result]).split('\n')
  expect(lines[0]).toBe(
    'Abacus, 1 core, 2.0 GiB · Linux 6.1 x64 · Node 20.19.0 (V8 11.3) · load 0.25 at the start · 2026-01-02 03:04 UTC',
  )
  expect(lines).toContain('- evenkeel-cpu: evenkeel-cpu 1.0.')
  expect(lines).toContain('- absent: not available: npm said "no, | never"')
  expect(lines).toContain('| measure | contender | median, ms | quartiles, ms | images/s | evenkeel-cpu / other |')
  expect(lines).toContain('| --- | --- | ---: | ---: | ---: | ---: |')
  expect(lines).toContain('| training | evenkeel-cpu | 100 | 95 – 110 | 500 |  |')
  expect(lines).toContain('| training | peer | 400 | 400 – 450 | 125 | 4× |')
})

test('a page of a browser is named with its GPU, and software rendering is told', () => {
  const browser = { name: 'Chromium 150.0', renderer: 'SwiftShader 5.0' }
  const inPage = [markdownReport, terminalReport].map((report) => report({ ...machine, browser }, [result]))
  for (const text of inPage) {
    expect(text).toContain('Linux 6.1 x64 · Chromium 150.0, one page · WebGL: SwiftShader 5.0 · load 0.25')
    expect(text).toContain('Software rendering')
  }
  const graphics = { name: 'Chromium 150.0', renderer: 'ANGLE (Some GPU)' }
  expect(markdownReport({ ...machine, browser: graphics }, [result])).not.toContain('Software rendering')
})

test('a contender is described once, in however many workloads it takes part', () => {
  const text = markdownReport(machine, [result, { ...result, name: 'more-work' }])
  expect(text.match(/- evenkeel-cpu:/g)).toHaveLength(1)
})

test('notes have the largest difference of each contender that was timed, and why others were not', () => {
  expect(notes(result)).toEqual([
    'Largest relative differences from evenkeel-cpu: peer 2.5e-6 (loss).',
    'off: It computes something else.',
  ])
})

test('notes say who took part in fewer rounds', () => {
  const [first, second] = result.contenders
  const slow = { ...second, timesMs: { training: [500, 400] } }
  expect(notes({ ...result, contenders: [first, slow] })).toContain(
    'Fewer rounds than 3 in some measures, because they are slow: peer (2).',
  )
})

test('a measure that is set against another shows the gain, and evenkeel alone is not compared with itself', () => {
  const lines = markdownReport(machine, [gainResult]).split('\n')
  expect(lines).toContain('| measure | contender | median, ms | quartiles, ms | over unfolded |')
  expect(lines).toContain('| folded | evenkeel-cpu | 10 | 10 – 10 | 4× |')
})

test('CSV has unrounded numbers, and quotes what needs it', () => {
  expect(csvReport([result]).split('\r\n')).toEqual([
    'workload,measure,contender,medianMs,lowerQuartileMs,upperQuartileMs,rounds,perSecond,unit,gain,evenkeel-cpu / contender,notAvailable',
    'some-work,training,evenkeel-cpu,100,95,110,3,500,images,,1,',
    'some-work,training,peer,400,400,450,3,125,images,,4,',
    'some-work,,off,,,,,,,,,It computes something else.',
    'some-work,,absent,,,,,,,,,"npm said ""no, | never"""',
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
