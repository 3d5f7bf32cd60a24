import type { ConversationItem } from '../../../server/cases/contract.ts'

export type Part = { contactId: number; at: string; words: string }

/** The contacts of a conversation, each with its first words: what can be split off or moved. */
export function partsOf(items: readonly ConversationItem[]): Part[] {
  const parts = new Map<number, Part>()
  for (const item of items) {
    if (item.type === 'message' && !parts.has(item.contactId)) {
      parts.set(item.contactId, {
        contactId: item.contactId,
        at: item.at,
        words: `${item.authorName}: ${item.text}`,
      })
    }
    if (item.type === 'contact')
      parts.set(item.id, { contactId: item.id, at: item.at, words: item.subject || item.summary })
  }
  return [...parts.values()]
}
