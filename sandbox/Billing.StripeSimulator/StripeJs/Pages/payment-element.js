(() => {
  'use strict'
  const field = (id) => document.getElementById(id)
  const inputs = ['number', 'expiry', 'cvc'].map(field)
  // Which bank debit is chosen instead of a card: succeeds, fails, or none.
  let debit = ''
  // The page that holds the frame; known by its first message, and only answered to its own origin.
  let host = '*'
  const tell = (message) => parent.postMessage(message, host)

  const rules = {
    number: (value) => (/^(\d{4} ?){4}$/.test(value) ? '' : 'Your card number is incomplete.'),
    expiry: (value) => (/^(0[1-9]|1[0-2]) ?\/ ?\d{2}$/.test(value) ? '' : "Your card's expiration date is incomplete."),
    cvc: (value) => (/^\d{3,4}$/.test(value) ? '' : "Your card's security code is incomplete."),
  }

  const show = (input, problem) => {
    input.setAttribute('aria-invalid', String(problem !== ''))
    field(`${input.id}-error`).textContent = problem
  }

  /** The first thing that is wrong; it gets the focus. */
  const validate = () => {
    let first = null
    for (const input of debit === '' ? inputs : []) {
      const problem = rules[input.id](input.value.trim())
      show(input, problem)
      if (problem !== '' && first === null) first = { input, problem }
    }
    first?.input.focus()
    resize()
    return first === null ? null : { type: 'validation_error', code: `incomplete_${first.input.id}`, message: first.problem }
  }

  const confirm = async ({ clientSecret, returnUrl }) => {
    const means = debit === '' ? { card_number: field('number').value, card_expiry: field('expiry').value } : { bank_debit: debit }
    const body = new URLSearchParams({ client_secret: clientSecret, return_url: returnUrl ?? '', ...means })
    try {
      const response = await fetch(`/v3/payment_intents/${clientSecret.split('_secret_')[0]}/confirm`, { method: 'POST', body })
      const answer = await response.json()
      return response.ok ? { paymentIntent: answer } : { error: answer.error }
    } catch {
      return { error: { type: 'api_connection_error', message: 'The simulator does not answer. Nothing was charged.' } }
    }
  }

  const choose = (chosen) => {
    debit = chosen
    field('form').hidden = debit !== ''
    field('debit').hidden = debit === ''
    for (const button of document.querySelectorAll('[data-debit]')) button.setAttribute('aria-pressed', String(button.dataset.debit === debit))
    tellChange()
  }

  const tellChange = () => {
    resize()
    const complete = debit !== '' || inputs.every((i) => rules[i.id](i.value.trim()) === '')
    tell({ kind: 'change', complete, empty: debit === '' && inputs.every((i) => i.value === '') })
  }

  const resize = () => tell({ kind: 'height', height: document.documentElement.getBoundingClientRect().height + 4 })

  addEventListener('message', async (event) => {
    if (event.source !== parent) return
    host = event.origin
    const error = validate()
    if (error !== null) tell({ kind: 'answer', answer: { error } })
    else tell({ kind: 'answer', answer: event.data.kind === 'confirm' ? await confirm(event.data) : {} })
  })

  for (const input of inputs) {
    input.addEventListener('input', () => {
      if (input.id === 'number') input.value = input.value.replace(/\D/g, '').slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')
      show(input, '')
      tellChange()
    })
  }

  for (const button of document.querySelectorAll('[data-number]')) {
    button.addEventListener('click', () => {
      field('number').value = button.dataset.number.replace(/(.{4})(?=.)/g, '$1 ')
      field('expiry').value = '12 / 34'
      field('cvc').value = '123'
      for (const input of inputs) show(input, '')
      choose('')
      inputs[0].dispatchEvent(new Event('input'))
    })
  }

  for (const button of document.querySelectorAll('[data-debit]')) {
    button.addEventListener('click', () => choose(button.dataset.debit))
  }

  field('form').addEventListener('submit', (event) => event.preventDefault())
  new ResizeObserver(resize).observe(document.documentElement)
  resize()
  tell({ kind: 'ready' })
})()
