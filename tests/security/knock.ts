import type { Route } from '../../server/platform/http/route.ts'
import type { Objects } from './objects.ts'
import { inputOf, sampleOf } from './samples.ts'
import { type Person, sessionHeaders, type World } from './world.ts'

/** What came back; two answers are compared as a whole, so that a difference anywhere is seen. */
export interface Answer {
  readonly status: number
  readonly body: string
}

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`

/** The names of the parameters in a route's address. */
export const parametersOf = ({ path }: Pick<Route, 'path'>): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)

/** The object a parameter stands for: a note of a customer is another thing than a note of a case. */
export const objectFor = ({ path }: Pick<Route, 'path'>, parameter: string): string =>
  parameter === 'noteId' && path.startsWith('/customers/') ? 'customerNoteId' : parameter

/** The objects that a route's address points at, by the names the objects have. */
export const pointsAt = (route: Pick<Route, 'path'>): string[] =>
  parametersOf(route).map((parameter) => objectFor(route, parameter))

/** The address of a route with its parameters filled in, and the query that it cannot do without. */
export const addressOf = (route: Pick<Route, 'path' | 'query'>, objects: Objects): string => {
  const { path, query } = route
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    String(objects[objectFor(route, name)] ?? 'unknown'),
  )
  const wanted = query ? Object.entries(sampleOf(inputOf(query), objects) as object) : []
  const search = wanted.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')
  return `/api/v1${filled}${search && `?${search}`}`
}

/** The smallest body a route accepts. */
export const bodyOf = (route: Route, objects: Objects): unknown =>
  route.body ? sampleOf(inputOf(route.body), objects) : undefined

/** Sends one request as somebody. */
export const knock = async (
  world: World,
  person: Pick<Person, 'headers'>,
  request: { method: Route['method']; url: string; body?: unknown; headers?: Record<string, string> },
): Promise<Answer> => {
  const { method, url, body, headers } = request
  const answer = await world.app.inject({
    method,
    url,
    headers: { ...person.headers, ...headers },
    ...(body !== undefined && { payload: body as object }),
  })
  return { status: answer.statusCode, body: answer.body }
}

/** The same person with a new credential, for calls that may end the one they are made with. */
export const anew = async (world: World, person: Person): Promise<Person> =>
  person.accountId === null || person.scopes !== null
    ? person
    : { ...person, headers: await sessionHeaders(world.platform, person.accountId) }

/** What the route's permission says about somebody: 401, 403, or null for welcome. */
export const refusalFor = ({ permission: { holders, name } }: Route, person: Person): 401 | 403 | null => {
  if (holders === 'anyone') return null
  // A customer's session opens no door of the desk: to it, they are nobody.
  if (person.role === 'anonymous' || person.role === 'customer') return 401
  const mayByRole = holders !== 'customer' && holders.some((role) => role === person.role)
  return mayByRole && (person.scopes === null || person.scopes.includes(name)) ? null : 403
}
