import { Link } from 'react-router'
import { linkClasses, AuthCard } from '@/features/auth/AuthCard'

/** After an account has been deleted. */
export default function AccountDeletedPage() {
  return (
    <AuthCard
      title="Your account is deleted"
      description="Your subscription has ended, nothing is charged any more, and what was personal is gone."
      footer={
        <Link to="/" className={linkClasses}>
          Go to the start
        </Link>
      }
    />
  )
}
