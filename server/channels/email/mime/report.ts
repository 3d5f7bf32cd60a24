import type { FailedRecipient } from './mail.ts'

const LIMIT = 200_000

/** An enhanced status code (RFC 3463) in a text. */
export const ENHANCED_STATUS = /\b[245]\.\d{1,3}\.\d{1,3}\b/

const unfold = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ')

const fieldsOf = (block: string): Map<string, string> => {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const found = /^([a-z-]{1,60}):[ \t]*(.*)$/i.exec(line)
    if (found?.[1] && !fields.has(found[1].toLowerCase())) fields.set(found[1].toLowerCase(), found[2] ?? '')
  }
  return fields
}

/** `rfc822; someone@example.org` without its type and brackets. */
const addressOf = (value: string): string =>
  value
    .replace(/^[^;]{1,30};[ \t]*/, '')
    .replace(/[<>\s]/g, '')
    .toLowerCase()

/** Whether the mail reached this one, or was handed on towards them (RFC 3464). */
export const hasArrived = ({ action }: FailedRecipient): boolean =>
  ['delivered', 'relayed', 'expanded'].includes(action)

/** The recipients of a `message/delivery-status` part, one per block that names one. */
export const failedRecipients = (status: string): FailedRecipient[] =>
  unfold(status.slice(0, LIMIT))
    .split(/\n{2,}/)
    .map(fieldsOf)
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
    .slice(0, 100)
    .map((fields) => ({
      address: addressOf(fields.get('final-recipient') ?? fields.get('original-recipient') ?? ''),
      action: (fields.get('action') ?? '').toLowerCase().trim(),
      status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
      words: (fields.get('diagnostic-code') ?? '').replace(/^[^;]{1,30};[ \t]*/, '').slice(0, 500),
    }))

/** The ids between angle brackets in a header's value, without the brackets, in order. */
export const messageIds = (value: string): string[] =>
  [...value.slice(0, LIMIT).matchAll(/<([^<>\s]{3,998})>/g)].map((found) => found[1] ?? '')

const idsOfField = (block: string, field: RegExp): string[] => {
  const line = field.exec(unfold(block.slice(0, LIMIT)))?.[1]
  return line ? messageIds(line) : []
}

/** The Message-ID that Google's delivery reports name beside the recipients. */
export const originalMessageIds = (status: string): string[] =>
  idsOfField(status, /^(?:x-original|original)-message-id:[ \t]*(.*)$/im)

/** The Message-ID of the mail of which a feedback report complains. */
export const complaintIds = (feedback: string): string[] => idsOfField(feedback, /^message-id:[ \t]*(.*)$/im)

/** The Message-IDs that the returned mail or its headers bear. */
export const returnedIds = (returned: string): string[] => idsOfField(returned, /^message-id:[ \t]*(.*)$/im)
