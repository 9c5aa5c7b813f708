import { PageHeader } from '@/components/ui/PageHeader'

export default function OneTimePaymentPage() {
  return <PageHeader title="One-time payment" />
}
