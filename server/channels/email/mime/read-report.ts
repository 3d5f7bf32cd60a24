import { addressesIn, readTextReport, tellsOfFailure } from './bounce-text.ts'
import type { FailedRecipient, MailReport } from './mail.ts'
import { readNotification } from './notification.ts'
import { complaintIds, failedRecipients, originalMessageIds, returnedIds } from './report.ts'

export interface ReportSource {
  readonly subject: string
  readonly text: string
  readonly contentType: string
  /** The value of `X-Failed-Recipients`, which Exim and Gmail write. */
  readonly failedRecipients: string
  readonly from: readonly string[]
  readonly parts: readonly { readonly mediaType: string; readonly text: () => string }[]
}

const STATUS = ['message/delivery-status', 'message/global-delivery-status']
const FEEDBACK = ['message/feedback-report']
const RETURNED = [
  ...['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/rfc822-headers'],
  'message/global-headers',
]

/** What the report for machines leaves open is taken from the words for people. */
const completed = (
  standard: readonly FailedRecipient[],
  told: readonly FailedRecipient[],
): readonly FailedRecipient[] =>
  standard.length === 0
    ? told
    : standard.map((each) => {
        if (each.words !== '') return each
        const words = told.find(({ address }) => address === each.address)?.words ?? ''
        return { ...each, words }
      })

// Hotmail and others return the mail complained of without the part for machines.
const COMPLAINS = /^\s*complaint about message from \[?[\da-f.:]{3,45}\]?\s*$/i

const isComplaint = ({ contentType, subject }: ReportSource, returnsMail: boolean): boolean =>
  /report-type="?feedback-report/i.test(contentType) || (returnsMail && COMPLAINS.test(subject))

/**
 * What a mail reports about another one; null when it reports nothing. Whether the sender may be believed is
 * not asked here.
 */
export const readReport = (source: ReportSource): MailReport | null => {
  const of = (types: readonly string[]): string[] =>
    source.parts.filter((part) => types.includes(part.mediaType)).map((part) => part.text())
  const [status, feedback, returned] = [of(STATUS), of(FEEDBACK), of(RETURNED)]
  const ids = [...returned.flatMap(returnedIds), ...status.flatMap(originalMessageIds)]
  if (feedback.length > 0 || isComplaint(source, returned.length > 0)) {
    const originalIds = [...ids, ...feedback.flatMap(complaintIds)]
    return {
      about: 'complaint',
      isStandard: true,
      failed: [],
      originalIds,
      said: source.text.slice(0, 4_000),
    }
  }
  const notified = readNotification(source.text)
  if (notified) return notified
  const named = addressesIn(source.failedRecipients)
  const isStandard = status.length > 0 || named.length > 0
  if (!isStandard && !tellsOfFailure(source.subject, source.text)) return null
  const told = readTextReport(source.text, { named, others: source.from, attached: returned[0] ?? '' })
  if (!isStandard && !told.isReport) return null
  // Some write the fields for machines into the text for people, or return a report that reports.
  const places = [status, [source.text], returned].map((texts) => texts.flatMap(failedRecipients))
  const standard = places.find((found) => found.length > 0) ?? []
  const failed = completed(standard, told.failed)
  return {
    about: 'delivery',
    isStandard,
    failed,
    originalIds: [...ids, ...told.originalIds],
    said: told.said,
  }
}
