import { PageHeader } from '@/components/ui/PageHeader'

export default function SignInPage() {
  return <PageHeader title="Sign in" />
}
