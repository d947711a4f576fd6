// What a newcomer runs first: build, train the article's network on the built-in digits, compare the devices here.
import { run, turbo } from './turbo.mjs'

const evenkeel = (...args) => run(process.execPath, ['packages/cli/dist/main.js', ...args])

process.exitCode = turbo(['build', '--filter=@evenkeel/cli']) || evenkeel('train') || evenkeel('compare')
