import { roles } from '../../server/platform/contract/permission.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { table } from './table.ts'

const whos = ['anyone', 'customer', ...roles]

/** The page that says who may do what: every permission with its holders and the routes behind it. */
export const renderPermissions = (routes: readonly Route[]): string => {
  const permissions = new Map(routes.map(({ permission }) => [permission.name, permission]))
  const rows = [...permissions.values()]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, words, holders }) => [
      `\`${name}\``,
      words,
      ...whos.map((who) => (holds(holders, who) ? '✓' : '')),
      routesOf(routes, name),
    ])
  return [
    '# Permissions\n',
    'Who may knock at which door. Which rows they then see (their own, their teams’, all) is decided by each query;',
    'what they may not see looks as if it did not exist. A token holds some of the permissions of the person who',
    'made it, by these names. Generated from the routes.\n',
    table(['permission', 'meaning', ...whos, 'routes'], rows),
  ].join('\n')
}

const holds = (holders: Route['permission']['holders'], who: string): boolean =>
  typeof holders === 'string' ? holders === who || holders === 'anyone' : holders.some((role) => role === who)

const routesOf = (routes: readonly Route[], name: string): string =>
  routes
    .filter(({ permission }) => permission.name === name)
    .map(({ method, path }) => `\`${method} ${path}\``)
    .sort()
    .join('<br>')
