import type { Device } from '../device/index.js'
import { DisposedError, StateError } from '../errors.js'
import { initializerRandom } from '../initializers/index.js'
import { Layer } from '../layers/index.js'
import { OptimizerState } from '../optimizers/index.js'
import type { HostData, HostTensor, Shape, Tensor } from '../tensor/index.js'
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.js'
import { resolveCompileOptions, type Compiled, type CompileOptions } from './compiled.js'
import { evaluate, type EvaluateOptions } from './evaluate.js'
import { fit, type FitOptions } from './fit.js'
import type { History } from './history.js'
import type { DataInput } from './inputs.js'
import { layerOutputs, type LayerOutputsOptions } from './layer-outputs.js'
import { moveModel } from './move.js'
import { predict, predictOnBatch, type PredictOptions } from './predict.js'
import { summarize, type Summary } from './summary.js'
import type { Logs } from './totals.js'
import { readWeights, variablesOf, writeWeights, type Weights } from './weights.js'

/** What a model trains with, once it is compiled and its parameters are on a device. */
export interface Trainer extends Compiled {
  readonly state: OptimizerState
  /** Attempted steps so far, over all calls of fit. */
  step: number
  /** Replaces the optimizer's own learning rate. */
  learningRate: (step: number) => number
}

/** A layer that can be trained, evaluated and used on its own. Made by `sequential`, or by extending this class. */
export abstract class Model extends Layer {
  #device: Device | null = null
  #compiled: Compiled | null = null
  #trainer: Trainer | null = null
  #disposed = false

  /** The device that the model was compiled for or moved to. */
  get device(): Device {
    if (this.#disposed) {
      throw new DisposedError({ what: 'The model was disposed.', remedy: 'Build a new one.' })
    }
    if (this.#device !== null) return this.#device
    throw new StateError({
      what: 'The model has no device yet.',
      remedy: 'Call model.compile({ device, loss, … }) or model.place(device) first.',
    })
  }

  /**
   * Chooses device, optimizer, loss and metrics. Weights that exist are kept; the optimizer starts anew.
   *
   * @throws OptionError when a name is unknown
   * @throws StateError when the model lives on another device
   */
  compile(options: CompileOptions): void {
    const compiled = resolveCompileOptions(options)
    if (this.#device !== null && this.#device !== options.device) {
      throw new StateError({
        what: `The model lives on '${this.#device.name}' and was compiled for '${options.device.name}'.`,
        remedy: 'Move it first: await model.to(device).',
      })
    }
    this.#trainer?.state.dispose()
    this.#trainer = null
    this.#compiled = compiled
    this.#device = options.device
    if (this.built) this.place(options.device, compiled.seed)
  }

  /**
   * Puts parameters on a device with initial values that `seed` fixes. Does nothing for those that are there already.
   *
   * @throws StateError when the model is not built
   */
  place(device: Device, seed = 0): void {
    this.requireBuilt()
    this.#device = device
    variablesOf(this).forEach((variable, stream) => {
      if (!variable.placed) variable.initialize(device, initializerRandom(seed, stream))
    })
  }

  /** What the model trains with, made at the first need; for `fit`. */
  trainerFor(inputShape: Shape): Trainer {
    const compiled = this.requireCompiled()
    this.ensureBuilt(inputShape)
    this.place(this.device, compiled.seed)
    if (this.#trainer === null) {
      const learning = this.parameters.filter((parameter) => parameter.trainable)
      const state = new OptimizerState(this.device, compiled.optimizer, learning)
      this.#trainer = { ...compiled, state, step: 0, learningRate: compiled.optimizer.learningRate }
    }
    return this.#trainer
  }

  /**
   * What the model trains with now.
   *
   * @throws StateError before the first call of fit or evaluate
   */
  get trainer(): Trainer {
    if (this.#trainer !== null) return this.#trainer
    throw new StateError({ what: 'The model is not in training.', remedy: 'Call fit first.' })
  }

  /** @throws StateError before compile */
  requireCompiled(): Compiled {
    if (this.#compiled !== null) return this.#compiled
    throw new StateError({
      what: 'The model was not compiled.',
      remedy: "Call model.compile({ device, optimizer: 'adam', loss: … }) first.",
    })
  }

  /** Trains; see {@link FitOptions}. Arrays with targets, or a Dataset. */
  fit(x: DataInput, y: Tensor | HostData, options?: FitOptions): Promise<History>
  fit(data: DataInput, options?: FitOptions): Promise<History>
  fit(x: DataInput, y?: Tensor | HostData | FitOptions, options?: FitOptions): Promise<History> {
    return isOptions(y) ? fit(this, x, null, y) : fit(this, x, (y ?? null) as Targets, options ?? {})
  }

  /** Loss and metrics at test time: running statistics, no dropout. */
  evaluate(x: DataInput, y: Tensor | HostData, options?: EvaluateOptions): Promise<Logs>
  evaluate(data: DataInput, options?: EvaluateOptions): Promise<Logs>
  evaluate(x: DataInput, y?: Tensor | HostData | EvaluateOptions, options?: EvaluateOptions): Promise<Logs> {
    return isOptions(y) ? evaluate(this, x, null, y) : evaluate(this, x, (y ?? null) as Targets, options ?? {})
  }

  /** Outputs for samples, [N, …], on the model's device; the caller disposes them. */
  predict(x: DataInput, options: PredictOptions = {}): Promise<Tensor> {
    return predict(this, x, options)
  }

  /**
   * Outputs for one batch on the model's device, [N, …], enqueued at once: nothing is awaited, copied or read. The data
   * are not looked at, NaN included. The caller disposes the result. For many predictions of few samples each.
   *
   * @throws ShapeError when the batch does not fit the model
   * @throws DeviceMismatchError when it lives on another device
   */
  predictOnBatch(x: Tensor): Tensor {
    return predictOnBatch(this, x)
  }

  /**
   * What each layer gives for one batch, on the host, by its path; for looking into a network. Dropout drops nothing and
   * nothing is committed. A layer that is used twice gives its last output.
   *
   * @throws ShapeError when the batch does not fit the model
   */
  layerOutputs(x: Tensor | HostData, options: LayerOutputsOptions = {}): Promise<Readonly<Record<string, HostTensor>>> {
    return layerOutputs(this, x, options)
  }

  /** Layers, shapes and numbers of parameters; print it with `String(model.summary())`. */
  summary(): Summary {
    return summarize(this, this.requireBuilt())
  }

  /** Parameters and running statistics by path, on the host. */
  getWeights(): Promise<Weights> {
    return readWeights(this)
  }

  /**
   * Takes weights that `getWeights` gave.
   *
   * @throws OptionError or ShapeError when they belong to another model; nothing is written then
   */
  setWeights(weights: Weights): void {
    writeWeights(this, this.device, weights)
  }

  /**
   * Everything that a compiled model needs to go on elsewhere: weights, running statistics, the optimizer's memory and the
   * number of steps. Between two calls of fit, or in a callback.
   *
   * @throws StateError before compile, or when the model is not built
   */
  checkpoint(): Promise<Checkpoint> {
    this.trainerFor(this.requireBuilt())
    return readCheckpoint(this)
  }

  /**
   * Goes back to a checkpoint of the same layers and optimizer, whatever device it was taken on. Training goes on from
   * there as if it had never stopped. Between two calls of fit.
   *
   * @throws StateError before compile, or when the model is not built
   * @throws OptionError or ShapeError when it belongs to another model; nothing is written then
   */
  restore(checkpoint: Checkpoint): void {
    this.trainerFor(this.requireBuilt())
    writeCheckpoint(this, checkpoint)
  }

  /**
   * Moves the model to another device, optimizer state and running statistics included, between two calls of fit or in
   * a callback at the end of an epoch.
   */
  async to(device: Device): Promise<void> {
    if (device === this.device) return
    const trainer = this.#trainer
    const state = await moveModel(this, device, trainer)
    this.#device = device
    if (trainer !== null && state !== null) this.#trainer = { ...trainer, state }
  }

  /** Gives back parameters and optimizer state. Idempotent. */
  dispose(): void {
    this.#disposed = true
    this.#trainer?.state.dispose()
    this.#trainer = null
    for (const variable of variablesOf(this)) variable.dispose()
  }
}

type Targets = Tensor | HostData | null

/** Whether an argument holds options and not data: a plain object that is not { data, shape }. */
function isOptions(value: unknown): value is FitOptions & EvaluateOptions {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return false
  return Object.getPrototypeOf(value) === Object.prototype && !('data' in value && 'shape' in value)
}
