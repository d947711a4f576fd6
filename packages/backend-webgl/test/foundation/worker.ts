import { webgl } from '../../src/index.js'

/** 1 to 5, doubled on the GPU from within a worker. */
const backend = await webgl.open()
const buffer = backend.allocate(5, 'float32')
backend.write(buffer, Float32Array.of(1, 2, 3, 4, 5))
backend.kernels.map({ x: buffer, out: buffer, op: 'linear', alpha: 2, beta: 0 })
const values = await backend.read(buffer)
backend.close()
postMessage(Array.from(values))
