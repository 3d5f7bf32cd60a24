import { expect, test } from 'vitest'
import type { Mail } from '../mime/mail.ts'
import type { Proof } from '../mime/proof.ts'
import { reportedResults } from '../mime/results.ts'
import { relayProof } from './relay-proof.ts'
import { standingOf } from './standing.ts'

const proof = (change: Partial<Proof>): Proof => ({
  ...{ by: 'desk', domain: 'shop.example', dmarc: 'none', signedBy: [], sentBy: null, sealedBy: null },
  ...change,
})

test.each<[string, Partial<Proof>, { kind: string; domain: string }]>([
  ['signed by its own domain', { signedBy: ['shop.example'] }, { kind: 'signed', domain: 'shop.example' }],
  [
    'signed by a part of it, as its rule allows',
    { dmarc: 'pass', signedBy: ['mail.shop.example'] },
    { kind: 'signed', domain: 'mail.shop.example' },
  ],
  [
    'signed by what lies within it, without a rule',
    { signedBy: ['eve.shop.example'] },
    { kind: 'unconfirmed', domain: 'shop.example' },
  ],
  ['signed by a stranger', { signedBy: ['evil.example'] }, { kind: 'unconfirmed', domain: 'shop.example' }],
  [
    'signed by a look-alike',
    { signedBy: ['myshop.example'] },
    { kind: 'unconfirmed', domain: 'shop.example' },
  ],
  [
    'signed by a top-level domain',
    { signedBy: ['example'] },
    { kind: 'unconfirmed', domain: 'shop.example' },
  ],
  ['sent by its own server', { sentBy: 'shop.example' }, { kind: 'sent', domain: 'shop.example' }],
  [
    'refused by its rule',
    { dmarc: 'fail', signedBy: ['shop.example'] },
    { kind: 'failed', domain: 'shop.example' },
  ],
  [
    'changed by a list that we trust',
    { dmarc: 'fail', sealedBy: 'list.example' },
    { kind: 'sealed', domain: 'list.example' },
  ],
])('a mail %s', (_what, found, standing) => expect(standingOf(proof(found))).toEqual(standing))

test('a mail that nobody checked has no standing', () => expect(standingOf(null)).toBeNull())

const OURS = 'mx.desk.example'
const relayed = (...headers: [string, string][]) => {
  const authentication = reportedResults(headers.map(([key, value]) => ({ key, value })))
  const mail = { from: [{ name: '', address: 'ana@shop.example' }], authentication } as unknown as Mail
  return standingOf(relayProof(mail, OURS))?.kind ?? null
}
const says = (what: string, who = OURS): [string, string] => ['authentication-results', `${who}; ${what}`]
const RECEIVED: [string, string] = ['received', 'from x by y']
const SIGNED = 'dkim=pass header.d=shop.example; dmarc=pass header.from=shop.example'
const FAILED = 'dkim=none; dmarc=fail header.from=shop.example'

test.each<[string, [string, string][], string | null]>([
  ['its own word, above its Received', [says(SIGNED), RECEIVED], 'signed'],
  ['its own word, below its Received', [RECEIVED, says(SIGNED)], 'signed'],
  [
    'several of its own lines',
    [says('dmarc=pass'), says('dkim=pass header.d=shop.example'), RECEIVED],
    'signed',
  ],
  ['a failure', [says(FAILED), RECEIVED], 'failed'],
  ['a failure, and a forged pass below it', [says(FAILED), RECEIVED, says(SIGNED)], 'failed'],
  ['a failure, and a forged pass right below it', [RECEIVED, says(FAILED), says(SIGNED)], 'failed'],
  ['nothing about signatures, and a forged one', [RECEIVED, says('dmarc=none'), says(SIGNED)], 'unconfirmed'],
  ['nothing, and a stranger a pass', [says(SIGNED, 'mx.evil.example'), RECEIVED], null],
  [
    'nothing, and a server with a similar name a pass',
    [says(SIGNED, `${OURS}.evil.example`), RECEIVED],
    null,
  ],
  ['nothing above what the writer wrote', [RECEIVED, ['subject', 'Hi'], says(SIGNED)], null],
  ['that it could not tell', [says('dmarc=temperror'), RECEIVED], null],
  [
    'that its envelope is of the same house',
    [says('spf=pass smtp.mailfrom=a@shop.example'), RECEIVED],
    'sent',
  ],
  [
    'that a stranger may send for themselves',
    [says('spf=pass smtp.mailfrom=a@evil.example'), RECEIVED],
    'unconfirmed',
  ],
])('the server before us says %s', (_what, headers, kind) => expect(relayed(...headers)).toBe(kind))
