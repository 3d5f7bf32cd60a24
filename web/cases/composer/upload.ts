import { Problem } from '../../app/problem.ts'
import { waitForSignIn } from '../../app/session-gate.ts'
import type { Uploaded } from '../api.ts'

/**
 * Sends one file and tells how far it is (0 to 1). Uses XMLHttpRequest because fetch cannot tell progress.
 * Throws {@link Problem}; waits for signing in again when the session has ended.
 */
export async function upload(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  const key = crypto.randomUUID()
  for (;;) {
    const { status, body } = await once(file, key, onProgress, signal)
    if (status === 401) await waitForSignIn()
    else if (status >= 200 && status < 300) return body as Uploaded
    else throw new Problem(status, body)
  }
}

type Answer = { status: number; body: Record<string, unknown> }

function once(
  file: File,
  key: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/uploads')
    request.setRequestHeader('idempotency-key', key)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve({ status: request.status, body: request.response ?? {} })
    request.onerror = () => resolve({ status: 0, body: {} })
    request.onabort = () => reject(new DOMException('Taken away', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
