import { describe, expect, it } from 'vitest'
import { parseMail } from './parse.ts'

const read = (...lines: string[]) => parseMail(Buffer.from(lines.join('\r\n')))

const FROM = 'From: ana@customer.example'
const withPart = (...part: string[]) =>
  read(FROM, 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'Hello', '--b', ...part, '--b--')
const container = (oid: string) =>
  Buffer.concat([Buffer.from('30800609', 'hex'), Buffer.from(oid, 'hex')]).toString('base64')

describe('a signature is recognised, and never called good', () => {
  it.each([
    ['PGP', 'application/pgp-signature', 'pgp-signed'],
    ['S/MIME', 'application/pkcs7-signature', 'smime-signed'],
    ['S/MIME by its old name', 'application/x-pkcs7-signature', 'smime-signed'],
  ])('%s, beside the words', async (_what, type, label) => {
    const mail = await withPart(`Content-Type: ${type}`, '', 'no signature at all')
    expect(mail).toMatchObject({ labels: [label], text: 'Hello', parts: [] })
  })

  it('and is kept as a file where it has a name', async () => {
    const mail = await withPart('Content-Type: application/pkcs7-signature; name=smime.p7s', '', 'x')
    expect(mail.parts.map(({ name }) => name)).toEqual(['smime.p7s'])
  })

  it.each([
    ['signed', '2a864886f70d010702', 'smime-signed'],
    ['encrypted', '2a864886f70d010703', 'smime-encrypted'],
  ])('S/MIME in one piece: %s', async (_what, oid, label) => {
    const mail = await read(
      FROM,
      'Content-Type: application/pkcs7-mime; smime-type=signed-data',
      'Content-Transfer-Encoding: base64',
      '',
      container(oid),
    )
    expect(mail).toMatchObject({ labels: [label], parts: [{ name: 'smime.p7m' }] })
  })

  it.each([
    ['signed', 'SIGNED MESSAGE', 'pgp-signed'],
    ['encrypted', 'MESSAGE', 'pgp-encrypted'],
  ])('PGP in the text: %s', async (_what, kind, label) => {
    const armour = [`-----BEGIN PGP ${kind}-----`, '', 'words', '-----END PGP-----']
    expect((await read(FROM, '', ...armour)).labels).toEqual([label])
    expect((await withPart('Content-Type: text/plain; name=a.asc', '', ...armour)).labels).toEqual([label])
    expect((await read(FROM, '', `They wrote: ${armour[0]} and so on`)).labels).toEqual([])
  })

  it('PGP encrypted as its own kind of mail', async () => {
    const mail = await read(
      FROM,
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
      '',
      '--b',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--b',
      'Content-Type: application/octet-stream; name=encrypted.asc',
      '',
      '-----BEGIN PGP MESSAGE-----',
      '--b--',
    )
    expect(mail).toMatchObject({ labels: ['pgp-encrypted'], parts: [{ name: 'encrypted.asc' }] })
  })
})

describe('an invitation', () => {
  it.each([
    ['REQUEST', ['invitation']],
    ['REPLY', ['invitation-answer']],
    ['COUNTER', ['invitation-answer']],
    ['CANCEL', ['invitation-cancelled']],
    ['PUBLISH', []],
  ])('is known by its method %s, wherever that is said', async (method, labels) => {
    const calendar = ['BEGIN:VCALENDAR', `METHOD:${method}`, 'END:VCALENDAR']
    const told = await withPart(`Content-Type: text/calendar; method=${method}`, '', 'BEGIN:VCALENDAR')
    expect(told).toMatchObject({ labels, parts: [{ name: 'invitation.ics' }] })
    expect((await withPart('Content-Type: application/ics; name=x.ics', '', ...calendar)).labels).toEqual(
      labels,
    )
  })

  it('that comes a second time as a file is shown once', async () => {
    const mail = await withPart(
      'Content-Type: text/calendar; method=REQUEST',
      '',
      'BEGIN:VCALENDAR',
      '--b',
      'Content-Type: application/ics; name=invite.ics',
      '',
      'BEGIN:VCALENDAR',
    )
    expect(mail).toMatchObject({ labels: ['invitation'], parts: [{ name: 'invite.ics' }] })
  })

  it('is not seen in a calendar that is only sent along', async () => {
    const mail = await withPart('Content-Type: text/calendar; name=holidays.ics', '', 'BEGIN:VCALENDAR')
    expect(mail).toMatchObject({ labels: [], parts: [{ name: 'holidays.ics' }] })
  })
})

it('a plain mail has no label', async () => {
  expect((await read(FROM, '', 'Hello')).labels).toEqual([])
})
