import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Session } from '../../server/people/contract.ts'
import { call } from './api.ts'
import { Problem } from './problem.ts'

/** Who sits at the desk; null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Session | null> => {
    try {
      return await call<Session>('GET', '/session', { isAnonymous: true })
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null
      throw error
    }
  },
})

/** The signed-in person. Only for screens inside the shell, which is not shown without one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new Error('The shell is shown without a session')
  return data
}

/** Ends the session here and on the server, and forgets everything that was on the screen. */
export async function signOut(client: QueryClient): Promise<void> {
  await call('DELETE', '/session', { isAnonymous: true })
  client.clear()
  window.location.assign('/sign-in')
}
