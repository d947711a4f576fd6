import { describe } from 'vitest'
import { launchChromium, WITHOUT_WEBGL } from './support/chromium.js'
import { startStaticHost } from './support/sites.js'
import { expect, test } from './support/test.js'

describe('a browser without WebGL', () => {
  test('is told why, and what to do; JavaScript trains', async ({ visit, onTestFinished }) => {
    const browser = await launchChromium(WITHOUT_WEBGL)
    onTestFinished(() => browser.close())
    const person = await visit({ browser, query: '?epochs=1' })
    const devices = person.region('Devices')
    await devices.getByRole('button', { name: 'Look again' }).waitFor()
    expect(await person.device('WebGL (gpu.js)').isDisabled()).toBe(true)
    const reason = 'The browser gives no WebGL 2 context.'
    expect(await devices.innerText()).toMatch(new RegExp(`${reason}[^]*hardware acceleration`))
    await person.start()
    await person.sees('JavaScript, batch norm', 'done')
  })
})

describe('the static page alone, in a folder of a host that only has files', () => {
  test('trains, and says what the native device needs', async ({ visit, onTestFinished }) => {
    const site = await startStaticHost()
    onTestFinished(() => site.end())
    // The server for the native device is asked for, and is not there.
    const person = await visit({ site, query: '?epochs=1', expected: /404/ })
    const devices = person.region('Devices')
    await devices.getByText('It needs the local server, which does not answer here.').waitFor()
    expect(await devices.innerText()).toContain('npm run demo')
    expect(await person.device('Native (C++)').isDisabled()).toBe(true)
    await person.device('WebGL (gpu.js)').check()
    await person.start()
    await person.sees('JavaScript, batch norm', 'done')
    await person.sees('WebGL, batch norm', 'done')
  })

  test('a link that asks for the native device names why its lane does not train, and one click goes on', async ({
    visit,
    onTestFinished,
  }) => {
    const site = await startStaticHost()
    onTestFinished(() => site.end())
    const person = await visit({ site, query: '?epochs=1&devices=native', expected: /404/ })
    await person.device('JavaScript').isEnabled()
    await person.region('Devices').getByText('It needs the local server, which does not answer here.').waitFor()
    await person.start()
    await person.sees('Native, batch norm', 'stopped')
    await person.button('Go on with JavaScript').click()
    await person.sees('Native → JavaScript, batch norm', 'done')
  })
})

describe('check my device', () => {
  test('runs the conformance suite on JavaScript and saves the support matrix', async ({ visit }) => {
    const person = await visit()
    const check = person.region('Check my device')
    await check.getByRole('button', { name: 'Check JavaScript' }).click()
    await check.getByRole('progressbar', { name: 'Check of JavaScript' }).waitFor()
    await check.getByText('Everything that applies passes.').waitFor({ timeout: 60_000 })

    const { name, bytes } = await person.save(person.button('Support matrix as JSON'))
    expect(name).toBe('evenkeel-cpu-support.json')
    const report = JSON.parse(String(bytes)) as {
      passed: number
      failed: number
      support: { kernel: string; required: boolean; source: string }[]
    }
    expect(report.failed).toBe(0)
    expect(report.passed).toBeGreaterThan(1000)
    const required = report.support.filter(({ required }) => required)
    expect(required).toHaveLength(19)
    for (const { source } of required) expect(source).toBe('native')
    const markdown = await person.save(person.button('Support matrix as Markdown'))
    expect(String(markdown.bytes)).toContain(`${report.passed} passed, 0 failed`)
  })
})
