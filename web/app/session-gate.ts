// Between the API client, which meets a 401, and the dialog that asks the person to sign in again.
let signIns = 0
let waiting: { promise: Promise<void>; open: () => void } | null = null
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

/** Resolves once the person has signed in again; everything that waits shares one dialog. */
export function waitForSignIn(): Promise<void> {
  if (!waiting) {
    let open = () => {}
    const promise = new Promise<void>((resolve) => {
      open = resolve
    })
    waiting = { promise, open }
    tell()
  }
  return waiting.promise
}

/** Lets all waiting calls go on. */
export function signedInAgain(): void {
  signIns += 1
  waiting?.open()
  waiting = null
  tell()
}

/** How often somebody has signed in again: a call that was refused before that need not ask once more. */
export const signInsSoFar = () => signIns

/** Whether the desk is waiting for its person to sign in again. */
export const isSignInNeeded = () => waiting !== null

export function onSignInNeeded(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
