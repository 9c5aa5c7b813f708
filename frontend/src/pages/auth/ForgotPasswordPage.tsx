import { PageHeader } from '@/components/ui/PageHeader'

export default function ForgotPasswordPage() {
  return <PageHeader title="Reset your password" />
}
