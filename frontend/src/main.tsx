import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { createQueryClient } from '@/api/queryClient'
import { App } from '@/App'
import { SessionKeeper } from '@/features/auth/SessionKeeper'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element.')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <BrowserRouter>
        <SessionKeeper>
          <Suspense fallback={null}>
            <App />
          </Suspense>
        </SessionKeeper>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)
