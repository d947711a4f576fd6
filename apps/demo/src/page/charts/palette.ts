import type { DeviceName } from '../../settings/settings.js'

/** Colors of a chart. Those of the lanes are told apart by color-blind eyes too, and stand off 3:1 from the surface. */
export interface Palette {
  readonly surface: string
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly lanes: Readonly<Record<DeviceName, string>>
  /** For bars that belong to no lane. */
  readonly accent: string
}

export type SchemeName = 'light' | 'dark'

/** After Okabe and Ito's palette, darker on white and lighter on black. */
export const PALETTES: Readonly<Record<SchemeName, Palette>> = {
  light: {
    surface: '#ffffff',
    text: '#1c2530',
    muted: '#4a5563',
    line: '#dfe4ea',
    lanes: { cpu: '#b85c00', webgl: '#0067a5', native: '#00785a' },
    accent: '#1f679f',
  },
  dark: {
    surface: '#1a2029',
    text: '#e4e8ee',
    muted: '#a9b2bf',
    line: '#323b47',
    lanes: { cpu: '#f5a742', webgl: '#5cb3ec', native: '#3ccb9b' },
    accent: '#5f9dd0',
  },
}
