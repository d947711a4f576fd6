import { Alert } from '@mantine/core'
import { Component, Suspense, type ReactNode } from 'react'

interface PartBoundaryProps {
  readonly fallback: ReactNode
  readonly children: ReactNode
}

/** Holds a part of the page that is fetched when it is first shown; where that fails, the rest goes on without it. */
export class PartBoundary extends Component<PartBoundaryProps, { readonly failed: boolean }> {
  override state: { readonly failed: boolean } = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return <Suspense fallback={this.props.fallback}>{this.props.children}</Suspense>
    return (
      <Alert color="red" variant="light" role="alert" title="This part of the page could not be shown.">
        Start the server again if it has ended, and load the page again. What trains goes on meanwhile.
      </Alert>
    )
  }
}
