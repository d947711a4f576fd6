import { serverPlace } from '../worker/server-place.js'
import { workerPlace } from '../worker/worker-place.js'
import type { Places } from './state/session.js'

/** Where the runs of each device take place: in workers of this page, or in the local server. */
export const places: Places = { cpu: workerPlace('cpu'), webgl: workerPlace('webgl'), native: serverPlace() }
