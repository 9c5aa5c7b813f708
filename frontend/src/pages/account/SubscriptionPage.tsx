import { PageHeader } from '@/components/ui/PageHeader'

export default function SubscriptionPage() {
  return <PageHeader title="Subscription" />
}
