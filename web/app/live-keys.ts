import type { LiveChange } from './live.ts'

// What the objects of an event make stale. A type that is missing here concerns no screen.
const keysByType: Record<string, (id: number) => (readonly unknown[])[]> = {
  case: (id) => [['case', id], ['cases']],
  customer: (id) => [['customer', id], ['customers']],
  organisation: () => [['customers'], ['organisations']],
  staff: () => [['people']],
  team: () => [['people']],
  calendar: () => [['calendars']],
  mailbox: () => [['mailboxes'], ['mailbox-alarms']],
  'raw-mail': () => [['kept-mail']],
  macro: () => [['macros']],
  promise: () => [['promises']],
  field: () => [['fields']],
  guideline: () => [['guidelines']],
}

/** The query keys that one piece of news makes stale, without repeats. */
export function keysOf(change: LiveChange): (readonly unknown[])[] {
  // Somebody read; nothing that anybody sees is another one by that.
  if (change.type === 'cases.record-read') return []
  const objects = [...change.objects]
  if (change.caseId) objects.push({ type: 'case', id: change.caseId })
  const keys = objects.flatMap(({ type, id }) => keysByType[type]?.(id) ?? [])
  if (change.type.startsWith('cases.macro')) keys.push(['macros'])
  if (change.type === 'customers.fields-defined') keys.push(['fields'])
  if (change.type === 'clocks.policy-changed') keys.push(['clock-policies'])
  if (change.type === 'people.settings-changed') keys.push(['session'], ['settings'])
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()]
}
