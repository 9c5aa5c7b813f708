import { PageHeader } from '@/components/ui/PageHeader'

export default function PaymentHistoryPage() {
  return <PageHeader title="Payment history" />
}
