import { PageHeader } from '@/components/ui/PageHeader'

export default function ResetPasswordPage() {
  return <PageHeader title="Set a new password" />
}
