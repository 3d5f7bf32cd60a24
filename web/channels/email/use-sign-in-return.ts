import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { wordsOf } from '../../app/problem.ts'
import { toast } from '../../kit/toast.tsx'
import { finishSignIn } from './sign-in-api.ts'

/** What a provider sent the browser back with; null when nobody comes from one. */
export function returnedFrom(search: string): { state: string; code?: string } | null {
  const given = new URLSearchParams(search)
  const [state, code] = [given.get('state'), given.get('code')]
  if (!state) return null
  return code ? { state, code } : { state }
}

// A provider's answer serves once, however often the screen is drawn.
const finished = new Set<string>()

/** Ends a sign-in that began here and came back from the provider, and clears the address of it. */
export function useSignInReturn(): void {
  const { t } = useLingui()
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    const back = returnedFrom(location.search)
    if (!back || finished.has(back.state)) return
    finished.add(back.state)
    const clear = () =>
      navigate({ to: '/settings/$section', params: { section: 'mailboxes' }, search: {}, replace: true })
    finishSignIn(back)
      .then(() => toast(t`Signed in. Mail is being fetched.`))
      .catch((error: unknown) => toast(wordsOf(error, t`The sign-in did not work. Nothing was changed.`)))
      .then(() => Promise.all([clear(), client.invalidateQueries({ queryKey: ['mailboxes'] })]))
      .catch(() => undefined)
  }, [t, client, navigate])
}
