import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Badge } from '@/components/ui/Badge'
import { Button } from '@/components/ui/Button'
import { Card } from '@/components/ui/Card'
import { Line } from '@/components/ui/Line'
import { PageHeader } from '@/components/ui/PageHeader'
import { LoadingNote } from '@/components/ui/Skeleton'
import { exportAccount } from '@/features/account/api'
import { PasswordLink } from '@/features/account/PasswordLink'
import { useSession } from '@/features/auth/session'
import { DownloadButton } from '@/features/billing/DownloadButton'

const DeleteAccountDialog = lazy(() => import('@/features/account/DeleteAccountDialog'))

/** Who one is here, a copy of everything, and the way out. */
export default function AccountPage() {
  const session = useSession()
  const [isDeleting, setIsDeleting] = useState(false)
  if (session.status !== 'signed-in') return null
  const { email, email_confirmed: isConfirmed, name } = session.user
  return (
    <div className="max-w-2xl">
      <PageHeader title="Account" description="Who you are here, and what is kept about you." />
      <Card className="mb-4 px-5 py-2 sm:px-6">
        <dl className="divide-y divide-line">
          <Line term="E-mail">
            <span className="flex flex-wrap justify-end gap-x-2.5 gap-y-1">
              <span className="min-w-0 break-words">{email}</span>
              <Badge tone={isConfirmed ? 'ok' : 'warn'}>{isConfirmed ? 'Confirmed' : 'Not confirmed'}</Badge>
            </span>
          </Line>
          <Line term="Name">{name ?? 'None given'}</Line>
        </dl>
      </Card>
      <Part title="Password" description="We send you a link with which you set a new one.">
        <PasswordLink email={email} />
      </Part>
      <Part title="Your data" description="Everything that is kept about you, as one JSON file: account, subscriptions, payments, invoices and mails.">
        <DownloadButton fetchFile={exportAccount} fileName={() => 'billing-export.json'}>
          Download my data
        </DownloadButton>
      </Part>
      <Part title="Delete the account" description="Ends your subscription at once and removes what is personal. This cannot be taken back.">
        <Button variant="danger" onClick={() => setIsDeleting(true)}>
          Delete my account…
        </Button>
      </Part>
      {isDeleting && (
        <Suspense fallback={<LoadingNote>Loading…</LoadingNote>}>
          <DeleteAccountDialog onClose={() => setIsDeleting(false)} />
        </Suspense>
      )}
    </div>
  )
}

function Part({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  return (
    <Card className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-4 p-5 sm:px-6">
      <div className="min-w-56 flex-1">
        <h2>{title}</h2>
        <p className="mt-0.5 text-muted">{description}</p>
      </div>
      <div className="flex flex-col items-end gap-1.5 max-sm:items-start">{children}</div>
    </Card>
  )
}
