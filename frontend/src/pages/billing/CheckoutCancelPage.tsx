import { Link } from 'react-router'
import { Button } from '@/components/ui/Button'
import { PageHeader } from '@/components/ui/PageHeader'

/** After leaving the checkout without paying. */
export default function CheckoutCancelPage() {
  return (
    <div className="mx-auto max-w-xl pt-[4vh]">
      <PageHeader title="Nothing was charged" description="You left the checkout before paying. Your plan is as it was; you can choose again whenever you like." />
      <Button variant="primary" asChild>
        <Link to="/account/subscription">Back to the plans</Link>
      </Button>
    </div>
  )
}
