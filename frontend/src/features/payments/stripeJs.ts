import type { StripeConstructor } from '@stripe/stripe-js'

let loading: Promise<StripeConstructor> | null = null

/**
 * Loads Stripe.js, once. Its address comes from the API's configuration, so the same code runs on Stripe and on a simulator.
 * @throws Error when the script cannot be loaded; the next call tries again.
 */
export function loadStripeJs(url: string): Promise<StripeConstructor> {
  loading ??= new Promise<StripeConstructor>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = url
    script.async = true
    script.addEventListener('load', () => {
      if (window.Stripe === undefined) reject(new Error(`${url} is not Stripe.js.`))
      else resolve(window.Stripe)
    })
    script.addEventListener('error', () => {
      script.remove()
      reject(new Error('Stripe.js could not be loaded.'))
    })
    document.head.append(script)
  }).catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}
