import { Alert, List } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ProblemAlert } from './problem-alert.js'
import { useAppState, useSession } from './session-context.js'

/** What of the link could not be used, until it is dismissed. */
export function LinkNotice(): ReactNode {
  const problems = useAppState(({ linkProblems }) => linkProblems)
  const { store } = useSession()
  if (problems.length === 0) return null
  return (
    <Alert
      color="yellow"
      variant="light"
      role="status"
      icon={<IconInfoCircle />}
      title="This link asks for something that cannot be"
      withCloseButton
      closeButtonLabel="Dismiss"
      onClose={() => store.set((state) => ({ ...state, linkProblems: [] }))}
    >
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={problem}>{problem}.</List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** What a click could not do, until it is dismissed. */
export function PageNotice(): ReactNode {
  const problem = useAppState(({ pageProblem }) => pageProblem)
  const { store } = useSession()
  if (problem === null) return null
  return <ProblemAlert problem={problem} onClose={() => store.set((state) => ({ ...state, pageProblem: null }))} />
}

/** Tells a screen reader the changes of state, not every number. */
export function LiveRegion(): ReactNode {
  const announcement = useAppState((state) => state.announcement)
  return (
    <div aria-live="polite" role="status" className="visually-hidden">
      {announcement}
    </div>
  )
}
