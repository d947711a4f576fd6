import { Paper, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  readonly title: string
  /** Level of the heading. Default 2. */
  readonly order?: 2 | 3
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of the page with a heading. */
export function Panel({ title, order = 2, aside, children }: PanelProps): ReactNode {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} className={styles.panel}>
      <div className={styles.head}>
        <Title order={order} id={id} className={styles.title}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </Paper>
  )
}
