import type { Case, ConversationItem } from '../../../server/cases/contract.ts'
import { ContactCard } from './contact-card.tsx'
import { EventLine } from './event-line.tsx'
import { MessageView } from './message-view.tsx'
import { NoteView } from './note-view.tsx'

/** One thing in the conversation, drawn by its kind. */
export function Item({ item, found }: { item: ConversationItem; found: Case }) {
  switch (item.type) {
    case 'message':
      return <MessageView message={item} found={found} />
    case 'note':
      return <NoteView note={item} caseId={found.id} />
    case 'contact':
      return <ContactCard contact={item} found={found} />
    case 'event':
      return <EventLine event={item} />
  }
}
