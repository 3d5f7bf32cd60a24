import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { readLedgerSearch } from '../promises/ledger-search.ts'
import { Boot } from './boot.tsx'
import { NotFound, RouteError } from './route-states.tsx'
import { sessionQuery } from './session.ts'

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet })

/** A page that needs nobody signed in. `next` is where to go afterwards. */
const outside = <const P extends string>(path: P, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    validateSearch: ({ next }): { next?: string } => (typeof next === 'string' ? { next } : {}),
  })

const doors = [
  outside('/sign-in', () => import('../people/sign-in-page.tsx')),
  outside('/set-up', () => import('../people/set-up-page.tsx')),
  outside('/invitation', () => import('../people/invitation-page.tsx')),
  outside('/reset', () => import('../people/reset-page.tsx')),
]

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const session = await context.client.ensureQueryData(sessionQuery)
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: lazyRouteComponent(() => import('./shell.tsx')),
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/desk/$list', params: { list: 'needs-me' } })
  },
})

const desk = createRoute({
  getParentRoute: () => inside,
  path: '/desk/$list',
  component: lazyRouteComponent(() => import('../cases/desk-page.tsx')),
})
const deskCase = createRoute({
  getParentRoute: () => desk,
  path: '$caseId',
  component: lazyRouteComponent(() => import('./case-screen.tsx')),
})
const customers = createRoute({
  getParentRoute: () => inside,
  path: '/customers',
  validateSearch: ({ q }): { q?: string } => (typeof q === 'string' ? { q } : {}),
  component: lazyRouteComponent(() => import('../customers/customers-page.tsx')),
})
const customer = createRoute({
  getParentRoute: () => customers,
  path: '$customerId',
  component: lazyRouteComponent(() => import('./customer-page.tsx')),
})
const promises = createRoute({
  getParentRoute: () => inside,
  path: '/promises',
  validateSearch: readLedgerSearch,
  component: lazyRouteComponent(() => import('../promises/ledger-page.tsx')),
})
const organisation = createRoute({
  getParentRoute: () => inside,
  path: '/organisations/$organisationId',
  component: lazyRouteComponent(() => import('../customers/organisation-page.tsx')),
})
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx')),
})
const setting = createRoute({
  getParentRoute: () => settings,
  path: '$section',
  component: lazyRouteComponent(() => import('../settings/section.tsx')),
})

const tree = root.addChildren([
  ...doors,
  inside.addChildren([
    home,
    desk.addChildren([deskCase]),
    customers.addChildren([customer]),
    promises,
    organisation,
    settings.addChildren([setting]),
  ]),
])

/** The addresses of the whole app; each screen's code arrives when it is first needed. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultPendingComponent: Boot,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
