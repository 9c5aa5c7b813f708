import { useEffect, useState } from 'react'
import type { MailLink } from './api'

/**
 * What a mailed link carries after the # (so that it reaches no server log). It is taken out of the address bar.
 * @returns null when the link is not whole.
 */
export function useMailLink(): MailLink | null {
  const [link] = useState(read)
  useEffect(() => window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search), [])
  return link
}

function read(): MailLink | null {
  const values = new URLSearchParams(window.location.hash.slice(1))
  const [userId, token] = [values.get('user'), values.get('token')]
  return userId === null || token === null ? null : { userId, token }
}
