import { train } from './train.js'

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
worker.addEventListener('message', ({ data }) => parent.postMessage(data, '*'))
worker.addEventListener('error', ({ message }) => parent.postMessage({ where: 'worker', error: message }, '*'))
parent.postMessage(await train('page'), '*')
