import { PageHeader } from '@/components/ui/PageHeader'

export default function ConfirmEmailPage() {
  return <PageHeader title="Confirm your e-mail address" />
}
