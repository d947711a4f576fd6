import { OptionError } from '../../errors.js'

/**
 * Which statistics a normalization layer uses: those of the batch, proposed to the running ones (`train`), or the
 * running ones, in the middle of training (`frozen`) or at test time (`eval`). Whether γ and β learn is another matter
 * (`trainable`).
 */
export type NormalizationMode = 'train' | 'frozen' | 'eval'

/** @throws OptionError when there is no such mode */
export function requireMode(label: string, mode: NormalizationMode | null): NormalizationMode | null {
  if (mode === null || mode === 'train' || mode === 'frozen' || mode === 'eval') return mode
  throw new OptionError({
    what: `${label}: there is no mode '${String(mode)}'.`,
    remedy: "Use 'train', 'frozen' or 'eval', or null to follow the call.",
  })
}
