import { ArrowRightStartOnRectangleIcon, BanknotesIcon, BoltIcon, CreditCardIcon, DocumentTextIcon } from '@heroicons/react/24/outline'
import type { ComponentType, SVGProps } from 'react'
import { NavLink } from 'react-router'
import { end, useSession } from '@/features/auth/session'
import { cn } from '@/lib/cn'
import { Brand } from './Brand'

interface Destination {
  to: string
  label: string
  Icon: ComponentType<SVGProps<SVGSVGElement>>
}

const destinations: readonly Destination[] = [
  { to: '/account/subscription', label: 'Subscription', Icon: CreditCardIcon },
  { to: '/billing/history', label: 'Payment History', Icon: BanknotesIcon },
  { to: '/billing/invoices', label: 'Invoices', Icon: DocumentTextIcon },
  { to: '/billing/pay', label: 'One-time payment', Icon: BoltIcon },
]

const itemClasses =
  'flex min-h-10 w-full items-center gap-2.5 rounded-lg px-2.5 py-2 text-left font-medium transition-colors duration-100'
const otherClasses = 'text-muted hover:bg-sunken hover:text-ink'

/** Where one can go, and who one is. */
export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const session = useSession()
  return (
    <div className="flex h-full flex-col gap-6 px-3 py-5">
      <div className="px-2.5">
        <Brand />
      </div>
      <nav aria-label="Main" className="flex-1">
        <ul className="space-y-0.5">
          {destinations.map(({ to, label, Icon }) => (
            <li key={to}>
              <NavLink
                to={to}
                onClick={onNavigate}
                className={({ isActive }) => cn(itemClasses, isActive ? 'bg-accent-soft text-accent-text' : otherClasses)}
              >
                <Icon aria-hidden="true" className="size-5 shrink-0" />
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
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
