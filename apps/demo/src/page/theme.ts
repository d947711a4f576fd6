import {
  Alert,
  createTheme,
  Menu,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

const keel: MantineColorsTuple = [
  '#edf5fb',
  '#d8e7f3',
  '#aecde6',
  '#82b3da',
  '#5f9dd0',
  '#488fca',
  '#3a87c8',
  '#2b74b1',
  '#1f679f',
  '#0c598d',
]

const dark: MantineColorsTuple = [
  '#d9dee5',
  '#b3bac5',
  '#8b94a3',
  '#5c6676',
  '#3c4553',
  '#2f3743',
  '#232a34',
  '#1a2029',
  '#12161c',
  '#0c0f14',
]

/** Quiet, with the fonts of the system. */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'keel',
  primaryShade: { light: 8, dark: 7 },
  colors: { keel, dark },
  defaultRadius: 'md',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  components: {
    Alert: Alert.extend({ styles: { label: { color: 'var(--mantine-color-text)' } } }),
    Menu: Menu.extend({ defaultProps: { transitionProps: { duration: 0 } } }),
  },
})

/** Secondary text dark or light enough to read: 4.5:1 and more. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4a5563',
    '--mantine-color-placeholder': '#5d6875',
    '--mantine-color-error': '#c02626',
    '--page-ground': '#f4f6f8',
    '--page-line': '#dfe4ea',
    '--page-selected': '#edf5fb',
    '--page-accent': '#1f679f',
    '--page-warning': '#b7791f',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b2bf',
    '--mantine-color-placeholder': '#97a1ae',
    '--mantine-color-error': '#ff9b9b',
    '--page-ground': '#12161c',
    '--page-line': '#323b47',
    '--page-selected': '#1d2c3a',
    '--page-accent': '#5f9dd0',
    '--page-warning': '#e0b04c',
  },
})
