import { PageHeader } from '@/components/ui/PageHeader'

export default function RegisterPage() {
  return <PageHeader title="Create your account" />
}
