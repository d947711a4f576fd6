import { Alert, type AlertProps } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErrorFacts } from '../../protocol/facts.js'

interface Props extends Pick<AlertProps, 'mt'> {
  readonly problem: ErrorFacts
  readonly onClose: () => void
}

/** What could not be done and what to do about it, until it is dismissed. */
export function ProblemAlert({ problem, ...props }: Props): ReactNode {
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={problem.what}
      withCloseButton
      closeButtonLabel="Dismiss"
      {...props}
    >
      {problem.remedy}
    </Alert>
  )
}
