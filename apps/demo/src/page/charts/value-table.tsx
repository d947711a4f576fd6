import { Table } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import styles from './chart-figure.module.css'
import type { ChartSpec } from './spec.js'

/** The values of a chart as text, made when it is opened. */
export function ValueTable({ spec }: { readonly spec: ChartSpec }): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{spec.title} as a table</summary>
      {open && <Values spec={spec} />}
    </details>
  )
}

function Values({ spec }: { readonly spec: ChartSpec }): ReactNode {
  const { columns, rows } = spec.table()
  return (
    <div className={styles.table} tabIndex={0} role="region" aria-label={`Values of ${spec.title}`}>
      <Table withRowBorders striped fz="sm" captionSide="top">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row[0]}>
              {row.map((cell, index) => (
                <Table.Td key={columns[index]}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
