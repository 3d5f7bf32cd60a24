import { z } from 'zod'
import type { MailReport } from './mail.ts'

// What Amazon's sending service mails through its notification service; every other field is left alone.
const recipient = z.object({
  emailAddress: z.string(),
  action: z.string().default('failed'),
  status: z.string().default(''),
  diagnosticCode: z.string().default(''),
})
const notification = z.object({
  notificationType: z.enum(['Bounce', 'Complaint']),
  bounce: z
    .object({ bounceSubType: z.string().default(''), bouncedRecipients: z.array(recipient) })
    .optional(),
  mail: z.object({ commonHeaders: z.object({ messageId: z.string().default('') }).optional() }).optional(),
})
const envelope = z.object({ Message: z.string() })

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not one object and nothing else: not a notification.
    return null
  }
}

/** The one line or object in braces with which such a mail begins; what follows is for people. */
const firstObject = (text: string): unknown => {
  // A line too long for an old server is broken with "!", a line end and a blank.
  const whole = text
    .slice(0, 200_000)
    .replace(/!\r?\n /g, '')
    .trim()
  if (!whole.startsWith('{')) return null
  return json(whole) ?? json(whole.slice(0, whole.lastIndexOf('}') + 1))
}

/** Reads a bounce or complaint that a sending service wrote as JSON; null for every other text. */
export const readNotification = (text: string): MailReport | null => {
  const outer = firstObject(text)
  const inner = envelope.safeParse(outer)
  const found = notification.safeParse(inner.success ? json(inner.data.Message) : outer)
  if (!found.success) return null
  const { notificationType, bounce, mail } = found.data
  const id = mail?.commonHeaders?.messageId.replace(/^<|>$/g, '')
  return {
    about: notificationType === 'Complaint' ? 'complaint' : 'delivery',
    isStandard: true,
    failed: (bounce?.bouncedRecipients ?? []).slice(0, 100).map((each) => ({
      address: each.emailAddress.toLowerCase(),
      action: each.action.toLowerCase(),
      status: each.status,
      words: each.diagnosticCode.replace(/^smtp;\s*/i, '').slice(0, 500),
    })),
    originalIds: id ? [id] : [],
    said: '',
  }
}
