import { createRequire } from 'node:module'
import fc from 'fast-check'
import { vi } from 'vitest'

type Store = <T>(subscribe: (listener: () => void) => () => void, now: () => T, onServer?: () => T) => T
const react = createRequire(import.meta.url)('react') as { useSyncExternalStore: Store }

// React asks for a third function when it renders without a page. The desk is never rendered on a server, so
// only tests need it: what a store holds now is what they want to see. Done before the first import of React.
const inBrowser = react.useSyncExternalStore
react.useSyncExternalStore = (subscribe, now, onServer) => inBrowser(subscribe, now, onServer ?? now)

// For every test file: they share their modules, so one that drew a real dialog would leave it to the next.
vi.mock('../../kit/dialog.tsx', () => import('./inline-dialog.tsx'))

if (!('navigator' in globalThis)) {
  Object.defineProperty(globalThis, 'navigator', {
    value: { platform: 'Linux x86_64', language: 'en' },
    configurable: true,
    writable: true,
  })
}

// The same examples in every run: what fails here fails everywhere.
fc.configureGlobal({ seed: 1 })
