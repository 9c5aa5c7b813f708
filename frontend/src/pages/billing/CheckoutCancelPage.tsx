import { PageHeader } from '@/components/ui/PageHeader'

export default function CheckoutCancelPage() {
  return <PageHeader title="Nothing was charged" />
}
