import { useEffect, useEffectEvent } from 'react'

/** Calls back when the Back button brings the page back as it was left: busy, on its way to another site. */
export function useRestored(onRestored: () => void): void {
  const call = useEffectEvent(onRestored)
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => event.persisted && call()
    window.addEventListener('pageshow', onShow)
    return () => window.removeEventListener('pageshow', onShow)
  }, [])
}
