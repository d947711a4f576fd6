import { Option } from 'commander'

/** `--device` of the commands that use one device. */
export function deviceOption(): Option {
  return new Option(
    '--device <name>',
    'native, webgl, cpu, or the path or package of another backend (default: the best usable)',
  )
}
