import * as v from 'valibot'
import { DEFAULT_SETTINGS, type DemoSettings } from '../../settings/settings.js'
import { FIELDS } from './fields.js'

/** What a link says, and in words what of it could not be used. */
export interface ReadLink {
  readonly settings: DemoSettings
  readonly problems: readonly string[]
}

function isSetting(name: string): name is keyof DemoSettings {
  return Object.hasOwn(FIELDS, name)
}

function show(value: DemoSettings[keyof DemoSettings]): string {
  if (value === null) return 'the default of the convention'
  return Array.isArray(value) ? value.join(',') : String(value)
}

/**
 * Reads settings from the query of a link (`?batchSize=2`). What is missing has its default, and so has what is wrong:
 * never an error, but a sentence for each.
 */
export function readLink(query: string): ReadLink {
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS }
  const problems: string[] = []
  for (const [name, text] of new URLSearchParams(query)) {
    if (!isSetting(name)) {
      problems.push(`${name} is no setting of this page; it is left out`)
      continue
    }
    const result = v.safeParse(FIELDS[name] as v.GenericSchema<string, unknown>, text, { abortPipeEarly: true })
    if (result.success) settings[name] = result.output
    else problems.push(`${name}=${text} ${result.issues[0].message}; ${show(DEFAULT_SETTINGS[name])} is used`)
  }
  return { settings: settings as unknown as DemoSettings, problems }
}

/** The query that reproduces the settings, with only what differs from the defaults; '' for the defaults. */
export function writeLink(settings: DemoSettings): string {
  const query = (Object.keys(FIELDS) as (keyof DemoSettings)[])
    .filter((name) => settings[name] !== null && show(settings[name]) !== show(DEFAULT_SETTINGS[name]))
    .map((name) => `${name}=${show(settings[name])}`)
    .join('&')
  return query === '' ? '' : `?${query}`
}
