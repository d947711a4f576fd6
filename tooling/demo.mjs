// Builds the demo, serves it on this machine and opens it in the browser: npm run demo -- --port 8080 --no-open
import { turbo } from './turbo.mjs'

process.exitCode = turbo(['build', '--filter=@evenkeel/demo'], { quiet: true })
if (process.exitCode === 0) await import('../apps/demo/dist/server/main.js')
