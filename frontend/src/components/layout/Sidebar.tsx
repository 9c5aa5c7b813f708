import {
  ArrowRightStartOnRectangleIcon,
  BanknotesIcon,
  BellAlertIcon,
  BoltIcon,
  CreditCardIcon,
  DocumentDuplicateIcon,
  DocumentTextIcon,
  InboxArrowDownIcon,
  ReceiptRefundIcon,
  ScaleIcon,
  UserCircleIcon,
} from '@heroicons/react/24/outline'
import { useId, type ComponentType, type SVGProps } from 'react'
import { NavLink } from 'react-router'
import { end, isOperator, useSession } from '@/features/auth/session'
import { cn } from '@/lib/cn'
import { Brand } from './Brand'

interface Destination {
  to: string
  label: string
  Icon: ComponentType<SVGProps<SVGSVGElement>>
  /** Whether the pages below it are not its own. */
  isExact?: boolean
}

const destinations: readonly Destination[] = [
  { to: '/account/subscription', label: 'Subscription', Icon: CreditCardIcon },
  { to: '/billing/history', label: 'Payment History', Icon: BanknotesIcon },
  { to: '/billing/invoices', label: 'Invoices', Icon: DocumentTextIcon },
  { to: '/billing/pay', label: 'One-time payment', Icon: BoltIcon },
  { to: '/account', label: 'Account', Icon: UserCircleIcon, isExact: true },
]

const operatorDestinations: readonly Destination[] = [
  { to: '/admin/alerts', label: 'Alerts', Icon: BellAlertIcon },
  { to: '/admin/events', label: 'Events', Icon: InboxArrowDownIcon },
  { to: '/admin/payments', label: 'Payments', Icon: ReceiptRefundIcon },
  { to: '/admin/duplicates', label: 'Duplicates', Icon: DocumentDuplicateIcon },
  { to: '/admin/reconciliation', label: 'Reconciliation', Icon: ScaleIcon },
]

const itemClasses =
  'flex min-h-10 w-full items-center gap-2.5 rounded-lg px-2.5 py-2 text-left font-medium transition-colors duration-100'
const otherClasses = 'text-muted hover:bg-sunken hover:text-ink'

/** Where one can go, and who one is. */
export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const session = useSession()
  const operatorId = useId()
  return (
    <div className="flex h-full flex-col gap-6 px-3 py-5">
      <div className="px-2.5">
        <Brand />
      </div>
      <nav aria-label="Main" className="flex-1 overflow-y-auto">
        <Destinations of={destinations} onNavigate={onNavigate} />
        {isOperator(session) && (
          <>
            <h2 id={operatorId} className="mt-6 mb-1 px-2.5 text-[0.8125rem] font-normal text-faint">
              Operator
            </h2>
            <Destinations of={operatorDestinations} onNavigate={onNavigate} labelledBy={operatorId} />
          </>
        )}
      </nav>
      <div>
        {session.status === 'signed-in' && (
          <p className="truncate px-2.5 pb-1 text-[0.8125rem] text-faint" title={session.user.email}>
            {session.user.email}
          </p>
        )}
        <button type="button" className={cn(itemClasses, otherClasses)} onClick={() => void end()}>
          <ArrowRightStartOnRectangleIcon aria-hidden="true" className="size-5 shrink-0" />
          Sign out
        </button>
      </div>
    </div>
  )
}

interface DestinationsProps {
  of: readonly Destination[]
  onNavigate: (() => void) | undefined
  labelledBy?: string
}

function Destinations({ of, onNavigate, labelledBy }: DestinationsProps) {
  return (
    <ul aria-labelledby={labelledBy} className="space-y-0.5">
      {of.map(({ to, label, Icon, isExact = false }) => (
        <li key={to}>
          <NavLink
            to={to}
            end={isExact}
            onClick={onNavigate}
            className={({ isActive }) => cn(itemClasses, isActive ? 'bg-accent-soft text-accent-text' : otherClasses)}
          >
            <Icon aria-hidden="true" className="size-5 shrink-0" />
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}
