import { roles } from '../../server/platform/contract/permission.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { table } from './table.ts'

/** The page that says who may do what: every permission with its holders and the routes behind it. */
export const renderPermissions = (routes: readonly Route[]): string => {
  const groups = Map.groupBy(
    [...routes].sort((a, b) => a.permission.name.localeCompare(b.permission.name)),
    ({ permission }) => permission.name,
  )
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [rowOf(first, group)] : []
  })
  return [
    '# Permissions',
    'Who may knock at which door. Which rows they then see (their own, their teams’, all) is decided by each query;',
    'what they may not see looks as if it did not exist. A token holds some of the permissions of the person who',
    'made it, by these names.\n',
    table(['permission', 'meaning', ...['anyone', 'customer', ...roles], 'routes'], rows),
  ].join('\n')
}

const rowOf = ({ permission: { name, words, holders } }: Route, group: readonly Route[]): string[] => [
  `\`${name}\``,
  words,
  ...['anyone', 'customer', ...roles].map((who) => (holds(holders, who) ? '✓' : '')),
  group.map(({ method, path }) => `\`${method} ${path}\``).sort().join('<br>'),
]

const holds = (holders: Route['permission']['holders'], who: string): boolean =>
  holders === 'anyone' || (typeof holders === 'string' ? holders === who : holders.some((role) => role === who))
