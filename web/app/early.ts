declare global {
  /** What public/assets/first-1.js has asked for, by path; the page's first reads. */
  var regardEarly: Map<string, Promise<Response>> | undefined
}

const FRESH_MS = 15_000
let wasTaken = false

/**
 * The answer that was asked for while the script was on its way; null when there is none, when it is not a good one,
 * or too old. Each is given once.
 */
export async function takeEarly(path: string): Promise<Response | null> {
  const asked = globalThis.regardEarly?.get(path)
  globalThis.regardEarly?.delete(path)
  if (!asked || performance.now() > FRESH_MS) return null
  const answer = await asked.catch(() => null)
  if (!answer?.ok) return null
  wasTaken = true
  return answer
}

/** Whether something on the screen was read before anybody listened to what changes. */
export const isReadEarly = () => wasTaken
