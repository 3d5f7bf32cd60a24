import { describe, expect, it } from 'vitest'
import type { MailReport } from '../mime/mail.ts'
import { bounceReason, reportReason } from './bounce-reason.ts'

const judge = (words: string, { status = '', action = 'failed', said = '' } = {}) =>
  bounceReason({ address: 'bea@shop.example', action, status, words }, said)
const reason = (words: string, more = {}) => judge(words, more).reason

describe('why a mail did not arrive', () => {
  it.each([
    ['550 5.1.1 <bea@shop.example>... User unknown', 'no-such-address'],
    ['550 5.1.1 mailbox unavailable', 'no-such-address'],
    [
      '550 <bea@shop.example>: Recipient address rejected: User unknown (in reply to RCPT TO command)',
      'no-such-address',
    ],
    ['Sorry, no mailbox here by that name.', 'no-such-address'],
    ['550 5.4.1 Recipient address rejected: Access denied', 'no-such-address'],
    ["554 This user doesn't have a shop.example account", 'no-such-address'],
    ['550 5.1.2 Host unknown (Name server: shop.example: host not found)', 'no-such-domain'],
    ['No such domain.', 'no-such-domain'],
    ['The domain shop.example does not receive email: returned Null MX', 'no-such-domain'],
    ['552 5.2.2 Over quota', 'mailbox-full'],
    ["the user's mailfolder is full", 'mailbox-full'],
    ['550-5.2.1 The email account that you tried to reach is disabled', 'switched-off'],
    ['account is locked', 'switched-off'],
    ['554 5.7.1 Client host rejected: blocked using rbl.example', 'sender-refused'],
    ['550 5.7.26 Unauthenticated email is not accepted', 'sender-refused'],
    ['571 No PTR record found. Reverse DNS required', 'sender-refused'],
    ['550 5.7.1 Relaying denied', 'sender-refused'],
    ['501 5.1.8 Sender address rejected', 'sender-refused'],
    ['550 5.7.1 message content rejected', 'content-refused'],
    ['554 5.7.0 Reject, id=1 - SPAM', 'content-refused'],
    ['550 A virus was found', 'content-refused'],
    ['552 5.3.4 Message size exceeds fixed limit', 'too-large'],
    ['550-5.2.1 The user you are trying to contact is receiving mail at a rate that', 'too-many'],
    ['452 Too many recipients', 'too-many'],
    ['connect to mx.shop.example[192.0.2.1]:25: Connection timed out', 'out-of-reach'],
    ['I am not going to try again; this message has been in the queue too long.', 'out-of-reach'],
    ['Host not found, try again', 'out-of-reach'],
    ['451 4.7.1 Greylisting in action, please come back later', 'out-of-reach'],
    ['lost connection with mx.shop.example[192.0.2.1] while receiving the greeting', 'out-of-reach'],
    ['Das Postfach des Empfängers ist voll', 'mailbox-full'],
    ['La boîte de réception du destinataire est pleine', 'mailbox-full'],
    ['550 Helo command rejected: need fully-qualified hostname', 'sender-refused'],
    ['550 5.7.124 not authorized. Check with group owner', 'sender-refused'],
    ['550 Blocked by content filter', 'content-refused'],
    ['550 5.7.0 Message Size Violation', 'too-large'],
  ])('%s: %s', (words, expected) => expect(reason(words)).toBe(expected))

  it('is told by the status where no words say more', () => {
    expect(reason('', { status: '5.1.1' })).toBe('no-such-address')
    expect(reason('', { status: '5.2.2' })).toBe('mailbox-full')
    expect(reason('', { status: '5.4.4' })).toBe('no-such-domain')
    expect(reason('', { status: '4.4.1' })).toBe('out-of-reach')
    expect(reason('', { status: '5.0.0' })).toBe('unknown')
  })

  it('is told by the words for people where the report has no other', () => {
    const said = "Your message wasn't delivered because the address couldn't be found."
    expect(reason('', { status: '5.0.0', said })).toBe('no-such-address')
  })

  it('is not what an address or a link spells', () => {
    expect(reason('mailboxfull@shop.example https://shop.example/virus')).toBe('unknown')
  })

  it('lies with the sender when the server refused before it heard of anybody', () => {
    expect(reason('SMTP error after MAIL FROM:<a@desk.example>: 550 Unroutable sender')).toBe(
      'sender-refused',
    )
    expect(
      reason('421 Service refused', { said: 'host x refused to\n talk to me: 421 Service refused' }),
    ).toBe('sender-refused')
  })
})

describe('whether it is for good', () => {
  it('is so only where nobody can be reached', () => {
    expect(judge('550 5.1.1 User unknown').isHard).toBe(true)
    expect(judge('No such domain').isHard).toBe(true)
    for (const words of [
      '552 5.2.2 mailbox full',
      '554 blocked using rbl.example',
      'Connection timed out',
      '',
    ])
      expect(judge(words).isHard).toBe(false)
  })

  it('is not so while they still try, or when a name was not found for now', () => {
    expect(judge('450 4.1.1 User unknown', { action: 'delayed' }).isHard).toBe(false)
    expect(judge('domain name not found', { status: '4.0.0' }).isHard).toBe(false)
  })

  it('is not so when "user unknown" is said after the text: a filter does not want to be known as one', () => {
    const after = '550 Unknown user bea@shop.example'
    expect(judge(after, { said: `<bea@shop.example>: ${after} (in reply to end of DATA command)` })).toEqual({
      reason: 'filtered',
      isHard: false,
    })
    expect(judge(after, { said: `>>> RCPT To:<bea@shop.example>\n<<< ${after}` }).isHard).toBe(true)
    expect(judge(after, { said: `>>> DATA\n<<< ${after}` }).isHard).toBe(false)
  })
})

describe('a report on several', () => {
  const report = (...told: [action: string, words: string][]): MailReport => ({
    about: 'delivery',
    isStandard: true,
    originalIds: [],
    said: '',
    failed: told.map(([action, words]) => ({ address: 'x@shop.example', action, status: '', words })),
  })

  it('tells of whom nobody can reach, else of the first who was not reached', () => {
    expect(reportReason(report(['failed', 'mailbox full'], ['failed', '550 5.1.1 unknown']))).toBe(
      'no-such-address',
    )
    expect(reportReason(report(['delivered', ''], ['failed', 'mailbox full']))).toBe('mailbox-full')
  })

  it('calls nobody dead of whom it says that it still tries', () => {
    expect(reportReason(report(['delayed', 'user unknown']))).toBe('out-of-reach')
  })

  it('that names nobody does not know why', () => {
    expect(reportReason(report())).toBe('unknown')
    expect(reportReason(null)).toBe('unknown')
  })
})
