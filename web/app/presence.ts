import type { LivePresence } from './live.ts'

export type Present = { staffId: number; name: string; doing: 'looking' | 'writing' }
type Here = ReadonlyMap<number, readonly Present[]>

/** Who is where after one person came, began to write, or left. */
export function movePresence(here: Here, { staffId, name, caseId, doing }: LivePresence): Here {
  const others = (here.get(caseId) ?? []).filter((one) => one.staffId !== staffId)
  return new Map(here).set(caseId, doing === 'left' ? others : [...others, { staffId, name, doing }])
}
