import type { Mail } from '../mime/mail.ts'

const PREFIX =
  /^\s*(?:(?:re|aw|fwd?|wg|sv|vs|antw|rv|res|ref|rif|tr|odp|enc|ynt|doorst|vl)\s*(?:\[\d+\])?\s*:\s*|\[(?:ext|external|extern)\]\s*)/i

/** A subject without the marks of answering and forwarding. */
export const bareSubject = (subject: string): string => {
  let rest = subject
  for (let count = 0; count < 20 && PREFIX.test(rest); count += 1) rest = rest.replace(PREFIX, '')
  return rest.trim()
}

/** One line that says what a new case is about: its subject, else how it begins. */
export const needOf = (mail: Mail): string => {
  const first = mail.text.split('\n').find((each) => each.trim() !== '')
  const line = bareSubject(mail.subject) || first?.trim() || '(no subject)'
  // Cut between characters, never inside one.
  return Buffer.from(line.slice(0, 300))
    .toString()
    .replace(/\ufffd$/, '')
}

const WEEK_MS = 7 * 24 * 3600 * 1000

/** Since when its writer waits: the mail's own date when that can be true, else when it reached us. */
export const waitingSince = (mail: Mail, receivedAt: Date): Date => {
  const stated = mail.sentAt === null ? receivedAt : new Date(mail.sentAt)
  return stated > receivedAt || receivedAt.getTime() - stated.getTime() > WEEK_MS ? receivedAt : stated
}
