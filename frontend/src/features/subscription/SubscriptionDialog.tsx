import { lazy, Suspense } from 'react'
import type { SubscriptionDetails } from '@/api/types'
import { LoadingNote } from '@/components/ui/Skeleton'
import type { SubscriptionActions } from './useSubscriptionActions'

const ChangeDialog = lazy(() => import('./ChangeDialog'))
const CancelDialog = lazy(() => import('./CancelDialog'))
const PauseDialog = lazy(() => import('./PauseDialog'))

/** The question that is open, if one is; each is loaded when it is first asked. */
export function SubscriptionDialog({ subscription, actions }: { subscription: SubscriptionDetails; actions: SubscriptionActions }) {
  const { dialog, closeDialog: onClose, finish: onDone, portal } = actions
  if (dialog === null) return null
  return (
    <Suspense fallback={<LoadingNote>Loading…</LoadingNote>}>
      {dialog.kind === 'change' && (
        <ChangeDialog subscription={subscription} target={dialog} portal={portal} onClose={onClose} onDone={onDone} />
      )}
      {dialog.kind === 'seats' && <ChangeDialog subscription={subscription} target={null} portal={portal} onClose={onClose} onDone={onDone} />}
      {dialog.kind === 'cancel' && <CancelDialog subscription={subscription} onClose={onClose} onDone={onDone} />}
      {dialog.kind === 'pause' && <PauseDialog subscription={subscription} onClose={onClose} onDone={onDone} />}
    </Suspense>
  )
}
