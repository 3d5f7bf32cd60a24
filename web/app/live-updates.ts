import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { type LiveChange, type LiveNews, listen } from './live.ts'
import { keysOf } from './live-keys.ts'
import { movePresence, type Present } from './presence.ts'
import { waitForSignIn } from './session-gate.ts'

const soon = 150
let isConnected = true
let here: ReadonlyMap<number, readonly Present[]> = new Map()
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

const nobody: readonly Present[] = []

/** Who is on a case now, and whether they look or write; the reader included. */
export const usePresent = (caseId: number) =>
  useSyncExternalStore(subscribe, () => here.get(caseId) ?? nobody)

/** Takes over who is on a case, as the server lists it when one opens the case. */
export function setPresent(caseId: number, people: readonly Present[]): void {
  here = new Map(here).set(caseId, people)
  tell()
}

/** Keeps everything on the screen fresh for as long as the shell is shown. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => listen((news) => take(news, client)), [client])
}

function take(news: LiveNews, client: QueryClient) {
  if (news.kind === 'change') return refresh(client, news.change)
  if (news.kind === 'presence') {
    here = movePresence(here, news.presence)
    return tell()
  }
  if (news.kind === 'signed-out') return void waitForSignIn()
  const wasAway = !isConnected
  if (news.kind === 'connected') {
    isConnected = news.isConnected
    tell()
  }
  // After a gap nobody can say what was missed, so everything that is on the screen is asked for again.
  if (news.kind === 'resync' || (wasAway && isConnected)) void client.invalidateQueries()
}

const stale = new Map<string, readonly unknown[]>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Collects what a burst of changes makes stale, and asks for each thing once. */
function refresh(client: QueryClient, change: LiveChange) {
  for (const key of keysOf(change)) stale.set(JSON.stringify(key), key)
  if (timer !== undefined) return
  timer = setTimeout(() => {
    timer = undefined
    const keys = [...stale.values()]
    stale.clear()
    for (const queryKey of keys) void client.invalidateQueries({ queryKey })
  }, soon)
}
