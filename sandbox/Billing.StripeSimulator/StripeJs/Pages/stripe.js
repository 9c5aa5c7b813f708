/*
 * Stands in for Stripe.js where the simulator stands in for Stripe: Stripe(key).elements({clientSecret}).create('payment'), mount, submit,
 * and confirmPayment. As with Stripe's own, the card is typed into a frame of another origin; the page never sees it.
 */
(() => {
  'use strict'
  const origin = new URL(document.currentScript.src).origin

  const integrationError = (message) => Object.assign(new Error(message), { name: 'IntegrationError' })

  class PaymentElement {
    #frame = null
    #listeners = new Map()
    #waiting = null
    #onMessage = (event) => {
      if (event.origin === origin && event.source === this.#frame?.contentWindow) this.#receive(event.data)
    }

    mount(target) {
      const host = typeof target === 'string' ? document.querySelector(target) : target
      if (!host) throw integrationError('The element to mount to was not found.')
      const frame = document.createElement('iframe')
      frame.title = 'Secure payment input frame'
      frame.src = `${origin}/v3/elements/payment`
      frame.style.cssText = 'display:block;width:100%;height:20rem;border:0;color-scheme:normal'
      window.addEventListener('message', this.#onMessage)
      frame.addEventListener('error', () => this.#tell('loaderror', { error: { type: 'api_connection_error', message: 'The payment form could not be loaded.' } }))
      this.#frame = frame
      host.replaceChildren(frame)
    }

    unmount() {
      window.removeEventListener('message', this.#onMessage)
      this.#frame?.remove()
      this.#frame = null
    }

    destroy() {
      this.unmount()
      this.#listeners.clear()
    }

    on(name, listener) {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
      return this
    }

    /** Asks the frame and waits for its answer. */
    ask(question) {
      if (!this.#frame) throw integrationError('The Payment Element is not mounted.')
      return new Promise((resolve) => {
        this.#waiting = resolve
        this.#frame.contentWindow.postMessage(question, origin)
      })
    }

    #receive(message) {
      if (message.kind === 'height') this.#frame.style.height = `${message.height}px`
      else if (message.kind === 'answer') this.#waiting?.(message.answer)
      else this.#tell(message.kind, message)
    }

    #tell(name, event) {
      for (const listener of this.#listeners.get(name) ?? []) listener({ elementType: 'payment', ...event })
    }
  }

  class Elements {
    constructor(options) {
      this.clientSecret = options?.clientSecret
      this.payment = null
    }

    create(type) {
      if (type !== 'payment') throw integrationError(`The simulator has no ${type} element.`)
      this.payment = new PaymentElement()
      return this.payment
    }

    getElement(type) {
      return type === 'payment' ? this.payment : null
    }

    update() {}

    submit() {
      return this.payment.ask({ kind: 'submit' })
    }
  }

  const withResult = (returnUrl, intent) => {
    const url = new URL(returnUrl)
    url.searchParams.set('payment_intent', intent.id)
    url.searchParams.set('payment_intent_client_secret', intent.client_secret)
    url.searchParams.set('redirect_status', intent.status)
    return url.href
  }

  /** A browser that is leaving answers nothing more. */
  const leaveFor = (url) => {
    window.location.assign(url)
    return new Promise(() => {})
  }

  window.Stripe = (key) => {
    if (!/^pk_/.test(key ?? '')) throw integrationError('Stripe() needs a publishable key.')
    return {
      elements: (options) => new Elements(options),
      async confirmPayment({ elements, confirmParams, redirect = 'always' }) {
        const returnUrl = confirmParams?.return_url
        const answer = await elements.payment.ask({ kind: 'confirm', clientSecret: elements.clientSecret, returnUrl })
        if (answer.error) return answer
        const intent = answer.paymentIntent
        if (intent.status === 'requires_action') return leaveFor(intent.next_action.redirect_to_url.url)
        return redirect === 'always' ? leaveFor(withResult(returnUrl, intent)) : answer
      },
    }
  }
})()
