import { i18n } from '@lingui/core'
import { I18nProvider as Words } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import '../kit/styles/main.css'
import { speak } from './language.ts'
import { Problem } from './problem.ts'
import { makeRouter } from './router.tsx'

speak(navigator.language)

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal stays a refusal; only silence and trouble at the server are worth another try.
      retry: (count, error) =>
        count < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
    },
  },
})
const router = makeRouter(client)

// The first paint stays until there is a page to take its place, and one turn longer for the rows that lie ready.
const done = router.subscribe('onRendered', () => {
  done()
  requestAnimationFrame(() => setTimeout(() => document.getElementById('boot')?.remove()))
})

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no place for the app')
createRoot(place).render(
  <Words i18n={i18n}>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </Words>,
)
