// Compiles the addon with AddressSanitizer and UndefinedBehaviorSanitizer and runs the package's tests on it (GCC, Linux):
// node scripts/sanitize.mjs [arguments of vitest]
import { spawnSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const cwd = fileURLToPath(new URL('..', import.meta.url))
const addon = `${cwd}build/sanitized.node`
const flags = '-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g1'

function run(command, args, env) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}

const library = (name) => spawnSync('gcc', [`-print-file-name=${name}`], { encoding: 'utf8' }).stdout.trim()

run('npx', ['node-gyp', 'rebuild', '-j', 'max'], { CXXFLAGS: flags, LDFLAGS: flags })
// Away from where an ordinary run would find it.
renameSync(`${cwd}build/Release/evenkeel.node`, addon)
run('npx', ['vitest', 'run', ...process.argv.slice(2)], {
  EVENKEEL_NATIVE_ADDON: addon,
  LD_PRELOAD: `${library('libasan.so')} ${library('libubsan.so')}`,
  // Node itself keeps memory to its end; a test asks for more than there is.
  ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1',
  UBSAN_OPTIONS: 'print_stacktrace=1',
})
