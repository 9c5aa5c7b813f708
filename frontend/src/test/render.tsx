import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'

/** Draws an element as the page at an address, with a cache of its own and no retries; data-testid="address" tells where one is. */
export function renderPage(page: ReactElement, address = '/') {
  return renderAt(address, new URL(address, 'http://localhost').pathname, page)
}

/** The same for a page whose address has parts of its own, /billing/history/:id for example. */
export function renderAt(address: string, route: string, page: ReactElement) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter initialEntries={[address]}>
        <Routes>
          <Route path={route} element={page} />
          <Route path="*" element={null} />
        </Routes>
        <Address />
      </MemoryRouter>
    </QueryClientProvider>,
  )
}

function Address() {
  const { pathname, search } = useLocation()
  return <span data-testid="address">{pathname + search}</span>
}
