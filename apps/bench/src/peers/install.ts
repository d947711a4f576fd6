import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The part of a manifest that is read here. */
interface Manifest {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/**
 * Installs the packages of a folder as its lock file says, unless they are there already.
 *
 * @returns why that failed, or null
 */
export async function installPeers(folder: string, onInstall: () => void): Promise<string | null> {
  if (await isInstalled(folder)) return null
  onInstall()
  // --prefix: an npm that runs this program with a prefix of its own passes it on in the environment.
  const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error']
  return runNpm(['ci', ...flags], folder)
}

/** Whether every dependency is there in the version that the manifest names. */
export async function isInstalled(folder: string): Promise<boolean> {
  const { dependencies = {} } = await readManifest(folder)
  const installed = Object.entries(dependencies).map(async ([name, version]) => {
    const manifest = await readManifest(join(folder, 'node_modules', name)).catch((): Manifest => ({}))
    return manifest.version === version
  })
  return (await Promise.all(installed)).every(Boolean)
}

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
}

function runNpm(args: readonly string[], cwd: string): Promise<string | null> {
  return new Promise((resolve) => {
    // npm is a batch file on Windows, which only a shell starts.
    const npm = spawn('npm', args, { cwd, shell: process.platform === 'win32', stdio: ['ignore', 'ignore', 'pipe'] })
    const errors: Buffer[] = []
    npm.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    npm.on('error', (error) => resolve(`npm could not be started: ${error.message}`))
    npm.on('close', (code) => {
      const text = Buffer.concat(errors).toString().trim()
      resolve(code === 0 ? null : `npm ci ended with code ${code}: ${text.split('\n').slice(0, 2).join(' ')}`)
    })
  })
}
