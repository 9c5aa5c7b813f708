import { Link } from 'react-router'
import { Button } from '@/components/ui/Button'
import { PageHeader } from '@/components/ui/PageHeader'

export default function NotFoundPage() {
  return (
    <div className="mx-auto w-full max-w-xl pt-[8vh]">
      <PageHeader title="There is no such page" description="The address may be misspelled, or the page has moved." />
      <Button variant="primary" asChild>
        <Link to="/">Go to the start</Link>
      </Button>
    </div>
  )
}
