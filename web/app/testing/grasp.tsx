import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { ToastRegion, toast } from '../../kit/toast.tsx'
import { type Around, render } from './render.tsx'

/** What a hook gives to the screen that uses it, with the client behind it, so that a test can press what it offers. */
export async function grasp<T>(use: () => T, around: Around = {}): Promise<{ it: T; client: QueryClient }> {
  const held: { it: T; client: QueryClient }[] = []
  function Holder() {
    held.push({ it: use(), client: useQueryClient() })
    return null
  }
  await render(<Holder />, around)
  const last = held.at(-1)
  if (!last) throw new Error('The hook was not used')
  return last
}

/** What the desk says in passing, all of it. */
export const toasts = async (): Promise<string> => (await render(<ToastRegion />)).text

/** Leaves nothing said for the next test: three more push everything else away and are taken away themselves. */
export const hush = (): void => {
  for (const take of [toast(''), toast(''), toast('')]) take()
}
