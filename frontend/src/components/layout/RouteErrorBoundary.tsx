import { Component, type ReactNode } from 'react'
import { Banner } from '@/components/ui/Banner'
import { Button } from '@/components/ui/Button'

/** A page that fails to load or to draw says so instead of leaving the screen blank: after an update its code may be gone. */
export class RouteErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <main className="mx-auto max-w-xl px-4 py-16">
        <Banner
          tone="bad"
          role="alert"
          title="This page could not be shown"
          actions={<Button onClick={() => window.location.reload()}>Load it again</Button>}
        >
          It may have been updated while you were here. Nothing you did is lost.
        </Banner>
      </main>
    )
  }
}
