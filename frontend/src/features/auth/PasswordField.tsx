import { EyeIcon, EyeSlashIcon } from '@heroicons/react/20/solid'
import { useState, type ComponentProps } from 'react'
import { Field } from '@/components/ui/Field'

/** A password, which can be shown while it is typed. */
export function PasswordField(props: Omit<ComponentProps<typeof Field>, 'type' | 'action'>) {
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeSlashIcon : EyeIcon
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      action={
        <button
          type="button"
          aria-label={isShown ? 'Hide the password' : 'Show the password'}
          onClick={() => setIsShown(!isShown)}
          className="rounded-md p-2 text-faint hover:text-ink"
        >
          <Icon aria-hidden="true" className="size-4" />
        </button>
      }
    />
  )
}
