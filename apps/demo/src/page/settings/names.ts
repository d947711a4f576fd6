import type { DeviceName, NetworkName, NormalizationName, OptimizerName } from '../../settings/settings.js'

/** Names of the devices on their cards. */
export const DEVICE_NAMES: Readonly<Record<DeviceName, string>> = {
  cpu: 'JavaScript',
  webgl: 'WebGL (gpu.js)',
  native: 'Native (C++)',
}

/** Names of the devices where there is little room. */
export const SHORT_DEVICE_NAMES: Readonly<Record<DeviceName, string>> = {
  cpu: 'JavaScript',
  webgl: 'WebGL',
  native: 'Native',
}

export const NETWORK_NAMES: Readonly<Record<NetworkName, string>> = {
  article: "The article's: Dense 64, relu",
  sigmoid: "The paper's: three sigmoid layers",
  convolutional: 'Small convolutional network',
}

export const NORMALIZATION_NAMES: Readonly<Record<NormalizationName, string>> = {
  batch: 'Batch norm',
  group: 'Group norm',
  none: 'None',
}

export const OPTIMIZER_NAMES: Readonly<Record<OptimizerName, string>> = {
  adam: 'Adam',
  sgd: 'SGD',
  rmsprop: 'RMSprop',
}
