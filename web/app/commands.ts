import { useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react'
import { tinykeys } from 'tinykeys'
import { isOverlayOpen } from './palette-state.ts'

/** Something a person can do here: it is in the palette, in the list of shortcuts and on the keyboard at once. */
export type Command = {
  id: string
  title: string
  /** Groups commands in the palette and the list of shortcuts. */
  group: string
  keys?: string
  run: () => void
}

let all: Command[] = []
const listeners = new Set<() => void>()

function change(next: Command[]) {
  all = next
  for (const tell of listeners) tell()
}

/** Offers commands while the calling screen is shown. Later screens win over earlier ones for the same keys. */
export function useCommands(commands: Command[]): void {
  const run = useEffectEvent((id: string) => commands.find((one) => one.id === id)?.run())
  const shape = JSON.stringify(commands.map(({ id, title, group, keys }) => ({ id, title, group, keys })))
  // Before the screen is painted: what a person sees, its keys must already do.
  useLayoutEffect(() => {
    const mine: Command[] = (JSON.parse(shape) as Omit<Command, 'run'>[]).map((one) => ({
      ...one,
      run: () => run(one.id),
    }))
    change([...all, ...mine])
    return () => change(all.filter((one) => !mine.includes(one)))
  }, [shape])
}

/** Every command on offer now. */
export function useAllCommands(): Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all,
  )
}

/** Binds the keys of all commands to the page. Single letters rest while one writes or something is open over it. */
export function useCommandKeys(): void {
  const commands = useAllCommands()
  useLayoutEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {}
    for (const command of commands) {
      if (!command.keys) continue
      const { keys, run } = command
      bindings[keys] = (event) => {
        if (!keys.includes('$mod') && (isOverlayOpen() || isBusy(event.target))) return
        event.preventDefault()
        run()
      }
    }
    return tinykeys(window, bindings)
  }, [commands])
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input:not([type=checkbox]),textarea,select,[role=menu],[role=dialog],[data-own-keys]') !==
      null
  )
}
