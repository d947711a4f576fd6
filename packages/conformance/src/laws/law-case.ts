import type { Case } from '../case.js'

/** A case of one law that concerns the backend as a whole. */
export function lawCase(law: number, name: string, run: Case['run']): Case {
  return { name: `law ${law}: ${name}`, kernel: null, mode: 'laws', subjects: () => [`law ${law}`], run }
}
