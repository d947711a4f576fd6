import { Option, type Command } from 'commander'
import { defaultCacheFolder } from '../data/cache-folder.js'
import type { FolderOptions } from '../data/load-folder.js'
import { SCHEDULE_NAMES, type LearningRateOptions } from '../training/learning-rate.js'
import { NETWORK_NAMES, type NetworkName } from '../training/networks.js'
import { parsePositiveInteger, parsePositiveNumber, parseSeed } from './numbers.js'

/** Which data to train on. */
export interface DataOptions extends FolderOptions {
  /** `digits`, `mnist`, `fashion-mnist`, or a folder of IDX files. */
  readonly data: string
  /** Folder that downloads are kept in. */
  readonly cache: string
  /** Where to download from instead of the data set's usual place. */
  readonly mirror?: string
}

/** What `train`, `compare` and `diagnose` are told. */
export interface TrainingOptions extends DataOptions, LearningRateOptions {
  readonly network: NetworkName
  readonly seed: number
  readonly json: boolean
}

/** Declares the options that `train`, `compare` and `diagnose` have in common. */
export function addTrainingOptions(command: Command): Command {
  return command
    .addOption(new Option('--network <name>', 'which network').choices(NETWORK_NAMES).default('article'))
    .option('--data <source>', 'digits, mnist, fashion-mnist, or a folder of IDX files', 'digits')
    .option('--cache <folder>', 'where downloads are kept', defaultCacheFolder())
    .option('--mirror <url>', 'download mnist or fashion-mnist from here')
    .option('--prefix <text>', 'which data set of a folder that holds several, for example emnist-letters-')
    .option(
      '--scale <factor>',
      'from a stored pixel of a folder to its value (default: 1/largest)',
      parsePositiveNumber,
    )
    .option('--epochs <count>', 'passes over the training images', parsePositiveInteger, 10)
    .option('--batch-size <count>', 'images of one step', parsePositiveInteger, 128)
    .option('--learning-rate <rate>', 'of Adam', parsePositiveNumber, 0.001)
    .addOption(
      new Option('--schedule <name>', 'the learning rate stays, or decays to 0 by half a cosine')
        .choices(SCHEDULE_NAMES)
        .default('constant'),
    )
    .option('--seed <number>', 'fixes initial weights and the order of batches', parseSeed, 1)
    .option('--json', 'write the result as one line of JSON, and progress to standard error', false)
}
