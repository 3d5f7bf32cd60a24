import type { ReceivedContact } from '../../server/cases/index.ts'

/** An e-mail as its channel hands it to the cases; `words` is what the customer wrote. */
export const mailOf = (
  words: string,
  details: Partial<Omit<ReceivedContact, 'message'>> & Pick<ReceivedContact, 'teamId'>,
  message: Partial<ReceivedContact['message']> = {},
): ReceivedContact => ({
  caseId: null,
  customerId: null,
  organisationId: null,
  channel: 'email',
  source: 'email',
  need: 'Change one phone on my plan',
  subject: 'Change one phone on my plan',
  sentAt: new Date(),
  attachments: [],
  cc: [],
  ...details,
  message: {
    text: words,
    quoted: '',
    signature: '',
    html: null,
    kind: 'message',
    authorName: 'Ana Lima',
    ...message,
  },
})
