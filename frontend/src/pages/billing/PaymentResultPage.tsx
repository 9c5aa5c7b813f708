import { PageHeader } from '@/components/ui/PageHeader'

export default function PaymentResultPage() {
  return <PageHeader title="Payment" />
}
