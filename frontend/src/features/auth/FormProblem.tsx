import { Banner } from '@/components/ui/Banner'

/** Why a form was refused, when it is about no field of it. */
export function FormProblem({ children }: { children: string | undefined }) {
  return children === undefined ? null : <Banner tone="bad" role="alert" title={children} />
}
