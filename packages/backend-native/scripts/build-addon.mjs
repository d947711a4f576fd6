// Compiles the addon into prebuilds/, where the package looks for it. A machine without a compiler keeps its other
// devices: what went wrong is then said by the package when it is asked for, and only CI insists.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import prebuildify from 'prebuildify'

const cwd = fileURLToPath(new URL('..', import.meta.url))
const failure = join(cwd, 'build', 'failure.txt')

// Node's own headers, where it was installed with them: they need not be downloaded then.
const prefix = dirname(dirname(process.execPath))
if (existsSync(join(prefix, 'include', 'node', 'node_api.h'))) process.env.npm_config_nodedir ??= prefix
process.env.JOBS ??= String(cpus().length)

rmSync(failure, { force: true })
prebuildify(
  {
    cwd,
    napi: true,
    targets: [process.version],
    name: 'evenkeel',
    tagLibc: process.platform === 'linux',
    strip: true,
    quiet: !process.argv.includes('--verbose'),
  },
  (error) => {
    if (!error) return
    const report = `${error.message}. To see why: node ${fileURLToPath(import.meta.url)} --verbose`
    mkdirSync(dirname(failure), { recursive: true })
    writeFileSync(failure, report)
    console.error(`@evenkeel/backend-native was not compiled: ${report}`)
    if (process.env.CI) process.exitCode = 1
  },
)
