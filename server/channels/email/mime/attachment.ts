import type { Attachment } from 'postal-mime'

/** What the parser found in a part; text that it decoded comes as UTF-8. */
export const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

export const isCalendar = ({ mimeType }: Attachment): boolean =>
  ['text/calendar', 'application/ics'].includes(mimeType)
