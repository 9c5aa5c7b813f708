import { PageHeader } from '@/components/ui/PageHeader'

export default function PlansPage() {
  return <PageHeader title="Plans" />
}
