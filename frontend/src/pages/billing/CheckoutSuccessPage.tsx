import { PageHeader } from '@/components/ui/PageHeader'

export default function CheckoutSuccessPage() {
  return <PageHeader title="Payment complete" />
}
