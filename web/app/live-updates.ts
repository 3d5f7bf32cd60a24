import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { isReadEarly } from './early.ts'
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
  useEffect(() => {
    const stop = listen((news) => take(news, client))
    // Where another tab reads the stream, nobody tells this one that it is open.
    const patience = setTimeout(() => catchUp(client), 3_000)
    return () => {
      clearTimeout(patience)
      stop()
    }
  }, [client])
}

let hasCaughtUp = false

/** Asks again, once, for what was read before anybody here listened: it may have changed in between. */
function catchUp(client: QueryClient) {
  if (hasCaughtUp || !isReadEarly()) return
  hasCaughtUp = true
  void client.invalidateQueries()
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
    if (isConnected) catchUp(client)
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
