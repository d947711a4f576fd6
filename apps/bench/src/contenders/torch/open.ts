import { join } from 'node:path'
import { DeviceUnavailableError } from '@evenkeel/core'
import { PEERS_FOLDER } from '../../peers/folder.js'
import type { Kind } from '../../workloads/kinds.js'
import type { Outputs, Subject } from '../../workloads/workload.js'
import type { OpenContender } from '../contender.js'
import { threadCount } from '../thread-count.js'
import { PythonProcess } from './python-process.js'

const SCRIPT = join(PEERS_FOLDER, 'torch', 'contender.py')

interface Prepared {
  readonly measures: readonly string[]
  readonly outputs: Outputs
}

type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly what: string }

/**
 * PyTorch in the first Python that has it.
 *
 * @throws DeviceUnavailableError when none has, with a reason for each
 */
export async function openTorch(threads: number, form: 'eager' | 'jit'): Promise<OpenContender> {
  const { python, greeting } = await findPython(threads, form)
  const description = `${greeting}, ${form === 'jit' ? 'torch.jit, ' : ''}${threadCount(threads)}`
  const task =
    (kind: Kind) =>
    (inputs: object): Promise<Subject> =>
      torchSubject(python, kind, inputs)
  return {
    description,
    tasks: {
      training: task('training'),
      inference: task('inference'),
      'batch-norm': task('batch-norm'),
      'matrix-product': task('matrix-product'),
    },
  }
}

/** Where a Python with PyTorch may be: where the user says, the one of the path, and the one of the system. */
function candidates(): string[] {
  const named = process.env.EVENKEEL_PYTHON
  return [...new Set([...(named ? [named] : []), 'python3', '/usr/bin/python3'])]
}

async function findPython(
  threads: number,
  form: 'eager' | 'jit',
): Promise<{ readonly python: PythonProcess; readonly greeting: string }> {
  const count = String(threads)
  const reasons: string[] = []
  for (const name of candidates()) {
    const python = new PythonProcess(name, ['-B', SCRIPT, count, form], environmentFor(count))
    try {
      return { python, greeting: String(valueOf(await python.ask(null))) }
    } catch (error) {
      python.stop()
      reasons.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const remedy = 'Install PyTorch, and name its python3 in EVENKEEL_PYTHON.'
  throw new DeviceUnavailableError({ what: `No Python with PyTorch was found. ${reasons.join(' ')}`, remedy }, reasons)
}

/**
 * Libraries of matrix products read how many threads they may use when they are loaded. What else the environment tells
 * OpenBLAS is left out: it may name another processor than this one, whose kernels are slower.
 */
function environmentFor(threads: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('OPENBLAS_'))
  const counts = { OMP_NUM_THREADS: threads, OPENBLAS_NUM_THREADS: threads, MKL_NUM_THREADS: threads }
  return { ...Object.fromEntries(inherited), ...counts }
}

/** The work in Python, timed there. */
async function torchSubject(python: PythonProcess, kind: Kind, inputs: object): Promise<Subject> {
  const { measures, outputs } = valueOf(await python.ask({ command: 'prepare', kind, inputs })) as Prepared
  const run = (measure: string) => async (repetitions: number) =>
    valueOf(await python.ask({ command: 'run', measure, repetitions })) as number
  return {
    outputs: async () => outputs,
    runs: Object.fromEntries(measures.map((measure) => [measure, run(measure)])),
    dispose: () => void python.ask({ command: 'release' }),
  }
}

function valueOf(message: unknown): unknown {
  const reply = message as Reply
  if (reply.ok) return reply.value
  throw new DeviceUnavailableError({ what: reply.what, remedy: 'The others go on without it.' }, [reply.what])
}
