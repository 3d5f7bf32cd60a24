import { text } from 'node:stream/consumers'
import { setupI18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import type { Session } from '../../../server/people/contract.ts'
import { sessionQuery } from '../session.ts'
import { type Page, readPage } from './page.ts'
import { session } from './samples.ts'

type Key = readonly unknown[]
export type Around = {
  /** What the server has answered, by query key; everything else is still on its way. */
  known?: readonly (readonly [Key, unknown])[]
  /** Which questions the server refused, or could not be asked. */
  failed?: readonly (readonly [Key, Error])[]
  session?: Partial<Session>
  /** The pattern of the route and the address that is open. */
  path?: string
  at?: string
}

/** Draws a part of the desk as somebody sees it who has just come to it, with everything that is loaded late. */
export async function render(part: ReactNode, around: Around = {}): Promise<Page> {
  const client = await clientWith(around)
  const root = createRootRoute()
  const path = around.path ?? '/'
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path, component: () => part }),
  ])
  const history = createMemoryHistory({ initialEntries: [around.at ?? path] })
  const router = createRouter({ routeTree, history })
  await router.load()
  // What throws while it is drawn fails the test at once; left to React, the drawing would never end.
  let fail: (error: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  const drawn = prerenderToNodeStream(
    <I18nProvider i18n={setupI18n({ locale: 'en', messages: { en: {} } })}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </I18nProvider>,
    {
      // Everything in its place: nothing is kept back for a script that no test runs.
      progressiveChunkSize: Number.POSITIVE_INFINITY,
      onError: (error) => fail(error),
    },
  )
  const { prelude } = await Promise.race([drawn, failed])
  return readPage(await text(prelude))
}

async function clientWith({ known = [], failed = [], session: own }: Around): Promise<QueryClient> {
  const queries = { retry: false, retryOnMount: false, staleTime: Number.POSITIVE_INFINITY }
  const client = new QueryClient({ defaultOptions: { queries } })
  client.setQueryData(sessionQuery.queryKey, { ...session, ...own })
  for (const [key, data] of known) client.setQueryData(key, data)
  for (const [queryKey, error] of failed)
    await client.prefetchQuery({ queryKey, queryFn: () => Promise.reject(error) })
  return client
}
