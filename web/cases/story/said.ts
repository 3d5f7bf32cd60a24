import type { NewFact } from './api.ts'

/** What was said where: the part of the conversation that a fact or a repeat hangs on. */
export type Said = { messageId: number } | { contactId: number }

/** The id of an element that shows it, so that a fact can lead back to its words. */
export const placeOf = (said: Said): string =>
  'messageId' in said ? `said-message-${said.messageId}` : `said-contact-${said.contactId}`

/** What an element with such an id shows; null for any other. */
export const saidAt = (place: string): Said | null => {
  const [, kind, id] = /^said-(message|contact)-(\d+)$/.exec(place) ?? []
  if (!id) return null
  return kind === 'message' ? { messageId: Number(id) } : { contactId: Number(id) }
}

/** Where a fact was said; null when somebody simply knew it. */
export const sourceOf = ({
  messageId,
  contactId,
}: Nullable<Pick<NewFact, 'messageId' | 'contactId'>>): Said | null => {
  if (messageId) return { messageId }
  return contactId ? { contactId } : null
}
type Nullable<T> = { [K in keyof T]: T[K] | null }

const SHOWN_MS = 2000

/** Brings it into view and marks it for a moment. False when it is not on the page. */
export function showSaid(said: Said): boolean {
  const element = document.getElementById(placeOf(said))
  if (!element) return false
  element.scrollIntoView({ block: 'center' })
  element.dataset.shown = ''
  setTimeout(() => delete element.dataset.shown, SHOWN_MS)
  return true
}
