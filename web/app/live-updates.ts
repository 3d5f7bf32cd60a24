import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { type LiveNews, type LivePresence, listen } from './live.ts'
import { waitForSignIn } from './session-gate.ts'

let isConnected = true
const here = new Map<number, LivePresence['people']>()
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether news is flowing; false while the desk is out of reach. */
export const useIsConnected = () => useSyncExternalStore(subscribe, () => isConnected)

const nobody: LivePresence['people'] = []

/** Who else is on a case now, and whether they look or write. */
export const usePeopleHere = (caseId: number) =>
  useSyncExternalStore(subscribe, () => here.get(caseId) ?? nobody)

/** Keeps everything on the screen fresh for as long as the shell is shown. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen((news) => take(news, client)), [client])
}

function take(news: LiveNews, client: QueryClient) {
  if (news.kind === 'change') return refresh(client, news.change)
  if (news.kind === 'presence') {
    here.set(news.presence.caseId, news.presence.people)
    return tell()
  }
  if (news.kind === 'signed-out') return void waitForSignIn()
  const wasAway = !isConnected
  if (news.kind === 'connected') {
    isConnected = news.isConnected
    tell()
  }
  // After a gap the stream cannot say what was missed, so everything that is on the screen is asked for again.
  if (news.kind === 'resync' || (wasAway && isConnected)) void client.invalidateQueries()
}

function refresh(
  client: QueryClient,
  change: { caseId?: number | null; objects: { type: string; id: number }[] },
) {
  const caseIds = new Set(change.objects.filter(({ type }) => type === 'case').map(({ id }) => id))
  if (change.caseId) caseIds.add(change.caseId)
  for (const id of caseIds) void client.invalidateQueries({ queryKey: ['case', id] })
  if (caseIds.size > 0) void client.invalidateQueries({ queryKey: ['cases'] })
  for (const { type, id } of change.objects) {
    if (type === 'customer' || type === 'organisation') {
      void client.invalidateQueries({ queryKey: ['customer', id] })
      void client.invalidateQueries({ queryKey: ['customers'] })
    }
    if (type === 'staff' || type === 'team') void client.invalidateQueries({ queryKey: ['people'] })
    if (type === 'mailbox') void client.invalidateQueries({ queryKey: ['mailboxes'] })
  }
}
