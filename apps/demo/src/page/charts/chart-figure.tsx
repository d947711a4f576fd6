import { ActionIcon, Menu, Text, useComputedColorScheme } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { LaneMark } from '../components/lane-mark.js'
import { useAttempt } from '../components/use-attempt.js'
import { CanvasChart } from './canvas-chart.js'
import styles from './chart-figure.module.css'
import { PALETTES } from './palette.js'
import type { ChartSpec } from './spec.js'
import { ValueTable } from './value-table.js'

interface ChartFigureProps {
  readonly spec: ChartSpec
  /** Whether the lanes are named over the chart. Default true. */
  readonly legend?: boolean
}

/** A chart with its title, its legend, its values as a table, and its files. */
export function ChartFigure({ spec, legend = true }: ChartFigureProps): ReactNode {
  const palette = PALETTES[useComputedColorScheme('light', { getInitialValueInEffect: false })]
  const entries = legend ? spec.legend({ palette, width: 0, alone: false }) : []
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <div>
          <h3 className={styles.title}>{spec.title}</h3>
          <Text size="sm" c="dimmed">
            {spec.description}
          </Text>
        </div>
        <ChartMenu spec={spec} />
      </figcaption>
      {entries.length > 0 && (
        <ul className={styles.legend} aria-label={`Lanes of ${spec.title}`}>
          {entries.map((entry) => (
            <li key={entry.name}>
              <LaneMark {...entry} />
              {entry.name}
            </li>
          ))}
        </ul>
      )}
      <CanvasChart spec={spec} label={`${spec.title}. ${spec.description} The values are in the table below.`} />
      <ValueTable spec={spec} />
    </figure>
  )
}

const loadFile = (): Promise<typeof import('../export/chart-file.js')> => import('../export/chart-file.js')

function ChartMenu({ spec }: { readonly spec: ChartSpec }): ReactNode {
  const attempt = useAttempt()
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={`Save the chart ${spec.title}`}>
          <IconDownload size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => attempt(async () => (await loadFile()).downloadSvg(spec))}>As SVG</Menu.Item>
        <Menu.Item onClick={() => attempt(async () => (await loadFile()).downloadPng(spec))}>As PNG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
