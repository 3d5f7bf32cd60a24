export type LiveChange = { type: string; caseId?: number | null; objects: { type: string; id: number }[] }
export type LivePresence = {
  caseId: number
  people: { id: number; name: string; doing: 'looking' | 'writing' }[]
}
export type LiveNews =
  | { kind: 'change'; change: LiveChange }
  | { kind: 'presence'; presence: LivePresence }
  | { kind: 'resync' }
  | { kind: 'signed-out' }
  | { kind: 'connected'; isConnected: boolean }

const lastSeen = { id: '' }

/**
 * Listens to what happens in the whole desk. All tabs of a browser share one stream: the tab that holds the lock
 * reads it and passes everything on; when that tab closes, another takes over from the last position seen.
 * Returns a function that stops.
 */
export function listen(hear: (news: LiveNews) => void): () => void {
  const channel = new BroadcastChannel('regard.live')
  const stop = new AbortController()
  channel.onmessage = ({ data }: MessageEvent<{ news: LiveNews; id: string }>) => {
    if (data.id) lastSeen.id = data.id
    hear(data.news)
  }
  const pass = (news: LiveNews, id = '') => {
    if (id) lastSeen.id = id
    channel.postMessage({ news, id })
    hear(news)
  }
  navigator.locks
    .request('regard.live', { signal: stop.signal }, () => readStream(pass, stop.signal))
    .catch((error: unknown) => {
      if (!stop.signal.aborted) throw error
    })
  return () => {
    stop.abort()
    channel.close()
  }
}

/** Reads the stream until told to stop; the browser itself reconnects with the last position. */
function readStream(pass: (news: LiveNews, id?: string) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null
    let retry: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      source = new EventSource(`/api/v1/live${lastSeen.id ? `?after=${lastSeen.id}` : ''}`)
      source.onopen = () => pass({ kind: 'connected', isConnected: true })
      source.onerror = () => {
        pass({ kind: 'connected', isConnected: false })
        // The browser gives up for good after an answer that is not a stream (a proxy's 502): then we start anew.
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 2000 + Math.random() * 2000)
      }
      on(source, 'change', (data, id) => pass({ kind: 'change', change: data as LiveChange }, id))
      on(source, 'presence', (data) => pass({ kind: 'presence', presence: data as LivePresence }))
      on(source, 'resync', (_, id) => pass({ kind: 'resync' }, id))
      on(source, 'signed-out', () => pass({ kind: 'signed-out' }))
    }
    open()
    signal.addEventListener('abort', () => {
      clearTimeout(retry)
      source?.close()
      resolve()
    })
  })
}

function on(source: EventSource, name: string, hear: (data: unknown, id: string) => void) {
  source.addEventListener(name, (event: MessageEvent<string>) =>
    hear(event.data ? JSON.parse(event.data) : {}, event.lastEventId),
  )
}
