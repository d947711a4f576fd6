import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** How a run of the command ended. */
export interface Run {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Where and with which variables the command runs, beside those of this process. */
export interface RunSettings {
  readonly environment?: NodeJS.ProcessEnv
  readonly folder?: string
}

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** Starts the built command, as a user's shell does, in an environment that says nothing about colors. */
export function startEvenkeel(args: readonly string[], { environment, folder }: RunSettings = {}): ChildProcess {
  const { NO_COLOR: _none, FORCE_COLOR: _forced, EVENKEEL_VECTORS: _vectors, ...inherited } = process.env
  return spawn(process.execPath, [MAIN, ...args], { env: { ...inherited, ...environment }, cwd: folder })
}

/** Runs the built command to its end. */
export async function evenkeel(args: readonly string[], settings?: RunSettings): Promise<Run> {
  return ended(startEvenkeel(args, settings))
}

/** Resolves with everything that a started command wrote. */
export function ended(child: ChildProcess): Promise<Run> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }))
  })
}

/** The last line of a text, as JSON. */
export function lastLine(text: string): unknown {
  return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')
}
