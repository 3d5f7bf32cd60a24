export type LiveChange = { type: string; caseId: number | null; objects: { type: string; id: number }[] }
export type LivePresence = {
  staffId: number
  name: string
  caseId: number
  doing: 'looking' | 'writing' | 'left'
}
export type LiveNews =
  | { kind: 'change'; change: LiveChange }
  | { kind: 'presence'; presence: LivePresence }
  | { kind: 'resync' }
  | { kind: 'signed-out' }
  | { kind: 'connected'; isConnected: boolean }

type Pass = (news: LiveNews, position?: string) => void
/** The newest position of the journal that this browser has heard of, in whichever tab. */
const heard = { position: '' }

/**
 * Listens to what happens in the whole desk. All tabs of a browser share one stream: the tab that holds the lock
 * reads it and passes everything on; when that tab closes, another takes over. Returns a function that stops.
 */
export function listen(hear: (news: LiveNews) => void): () => void {
  const channel = new BroadcastChannel('regard.live')
  const stop = new AbortController()
  channel.onmessage = ({ data }: MessageEvent<{ news: LiveNews; position: string }>) => {
    if (data.position) heard.position = data.position
    hear(data.news)
  }
  const pass: Pass = (news, position = '') => {
    if (position) heard.position = position
    channel.postMessage({ news, position })
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

/** Reads the stream until told to stop. */
function readStream(pass: Pass, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let close = () => {}
    const open = () => {
      close = openStream(pass, open)
    }
    open()
    signal.addEventListener('abort', () => {
      close()
      resolve()
    })
  })
}

function openStream(pass: Pass, reopen: () => void): () => void {
  const source = new EventSource('/api/v1/live')
  let retry: ReturnType<typeof setTimeout> | undefined
  source.onopen = () => pass({ kind: 'connected', isConnected: true })
  source.onerror = () => {
    pass({ kind: 'connected', isConnected: false })
    // The browser reconnects by itself, except after an answer that is no stream (a proxy's 502).
    if (source.readyState === EventSource.CLOSED) retry = setTimeout(reopen, 2000 + Math.random() * 2000)
  }
  on(source, 'hello', (_, position) => {
    // A stream opened anew starts now, not where the last one ended: what lies between was missed.
    if (heard.position && heard.position !== position) pass({ kind: 'resync' }, position)
    else heard.position = position
  })
  on(source, 'change', (data, position) => pass({ kind: 'change', change: data as LiveChange }, position))
  on(source, 'presence', (data) => pass({ kind: 'presence', presence: data as LivePresence }))
  on(source, 'resync', () => pass({ kind: 'resync' }))
  on(source, 'signed-out', () => pass({ kind: 'signed-out' }))
  return () => {
    clearTimeout(retry)
    source.close()
  }
}

function on(source: EventSource, name: string, hear: (data: unknown, position: string) => void) {
  source.addEventListener(name, (event: MessageEvent<string>) =>
    hear(JSON.parse(event.data), event.lastEventId),
  )
}
