import { PageHeader } from '@/components/ui/PageHeader'

export default function NotFoundPage() {
  return <PageHeader title="Page not found" />
}
