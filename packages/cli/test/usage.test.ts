import { describe, expect, test } from 'vitest'
import { evenkeel } from './evenkeel.js'

describe('a wrong command line', () => {
  test.each([
    ['an unknown option', ['train', '--frobnicate'], /unknown option '--frobnicate'/],
    ['a misspelt command', ['trian'], /unknown command 'trian'\n\(Did you mean train\?\)/],
    ['too many arguments', ['train', 'digits'], /too many arguments/],
    ['no epochs', ['train', '--epochs', '0'], /'--epochs <count>' argument '0' is invalid/],
    ['half a batch', ['train', '--batch-size', '0.5'], /'--batch-size <count>' argument '0\.5' is invalid/],
    ['a seed of 33 bits', ['train', '--seed', '4294967296'], /whole number from 0 to 4294967295/],
    ['a learning rate in words', ['train', '--learning-rate', 'fast'], /number greater than 0/],
    [
      'an unknown network',
      ['train', '--network', 'resnet'],
      /'resnet' is invalid. Allowed choices are article, sigmoid, conv/,
    ],
    [
      'an unknown schedule',
      ['compare', '--schedule', 'step'],
      /'step' is invalid. Allowed choices are constant, cosine/,
    ],
    ['a network of no name', ['diagnose', '--network='], /argument '' is invalid. Allowed choices are article/],
    ['an option without its value', ['train', '--data'], /argument missing/],
  ])('with %s has exit status 2 and says so on standard error', async (_title, args, message) => {
    const run = await evenkeel(args)
    expect(run.status).toBe(2)
    expect(run.stderr).toMatch(message)
    expect(run.stderr).toContain('--help')
    expect(run.stdout).toBe('')
  })
})

describe('help', () => {
  test('lists the commands', async () => {
    const run = await evenkeel(['--help'])
    expect(run.status).toBe(0)
    for (const command of ['train', 'compare', 'diagnose', 'devices', 'conformance'])
      expect(run.stdout).toContain(command)
  })

  test('tells the defaults', async () => {
    const { stdout } = await evenkeel(['train', '--help'])
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/--epochs <count> passes over the training images \(default: 10\)/)
  })

  test('the version is that of the package', async () => {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } })
    expect((await evenkeel(['--version'])).stdout).toBe(`${manifest.version}\n`)
  })
})

test('EVENKEEL_DEBUG=1 shows where an error was thrown', async () => {
  const run = await evenkeel(['train', '--device', 'gpu'], { environment: { EVENKEEL_DEBUG: '1' } })
  expect(run.status).toBe(2)
  expect(run.stderr).toMatch(/^ +at chooseProvider /m)
})
