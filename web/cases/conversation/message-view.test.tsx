import { expect, test } from 'vitest'
import { render } from '../../app/testing/render.tsx'
import { caseOf, messageOf } from '../../app/testing/samples.ts'
import { MessageView } from './message-view.tsx'

const draw = (change: Parameters<typeof messageOf>[0] = {}) =>
  render(<MessageView message={messageOf(change)} found={caseOf()} />)

test('a message says who wrote it, by which way and when, before its words', async () => {
  const page = await draw()
  const { text } = page.one('region', 'Message from Astrid Berg')
  expect(text).toBe('Astrid Berg 5 min. ago It is still dead this morning.')
  expect(page.one('img').name).toBe('E-mail')
})

test('the exact moment is there for machines and for those who point at it', async () => {
  const { attributes } = (await draw({ at: '2026-03-04T09:05:00.000Z' })).one('time')
  expect(attributes.datetime).toBe('2026-03-04T09:05:00.000Z')
  expect(attributes.title).toMatch(/Wednesday, March 4, 2026/)
})

test('quoted text and signature are folded, and can be opened by a button that says so', async () => {
  const page = await draw({ quoted: '> You wrote: hello', signature: 'Astrid, Storgatan 4' })
  expect(page.one('button', 'Quoted text').attributes['aria-expanded']).toBe('false')
  expect(page.one('button', 'Signature').attributes['aria-expanded']).toBe('false')
  expect(page.text).not.toContain('You wrote')
  expect(page.text).not.toContain('Storgatan')
})

test('nothing quoted means nothing to unfold', async () => {
  const page = await draw({ quoted: ' \n ', signature: '' })
  expect(page.names('button')).toEqual(['They had to say it again'])
})

test('a mail with a richer view offers it, and begins with its text', async () => {
  const page = await draw({ hasHtml: true })
  expect(page.names('button')).toEqual(['They had to say it again', 'As it was sent'])
  expect(page.all('iframe')).toEqual([])
  expect(page.text).toContain('It is still dead')
})

test('a mail without any text is shown as it was sent, locked in, without pictures from elsewhere', async () => {
  const page = await draw({ hasHtml: true, text: '' })
  const frame = page.one('iframe', 'Mail from Astrid Berg, as it was sent')
  expect(frame.attributes.src).toBe('/api/v1/cases/7/messages/11/html')
  expect(frame.attributes.sandbox).toBe('allow-popups allow-popups-to-escape-sandbox')
  expect(frame.attributes.referrerpolicy).toBe('no-referrer')
  expect(page.text).toContain('Pictures from elsewhere are not loaded.')
  expect(page.names('button')).toEqual(['They had to say it again', 'Load them'])
})

test('what a machine wrote is told apart in words', async () => {
  expect((await draw({ kind: 'automatic' })).text).toContain('automatic reply')
  expect((await draw({ kind: 'bounce' })).text).toContain('delivery report')
})

test('what a mail is besides its words is said quietly, and of a signature that nobody checked it', async () => {
  const page = await draw({ labels: ['invitation', 'smime-signed'] })
  expect(page.text).toContain('invitation')
  expect(page.text).toContain('signed (S/MIME), not checked')
  expect((await draw()).text).not.toMatch(/signed|invitation/)
})

test.each([
  ['pgp-signed', 'signed (PGP), not checked'],
  ['pgp-encrypted', 'encrypted (PGP)'],
  ['smime-encrypted', 'encrypted (S/MIME)'],
  ['invitation-answer', 'answer to an invitation'],
  ['invitation-cancelled', 'invitation taken back'],
] as const)('a mail labelled %s says "%s"', async (label, words) => {
  expect((await draw({ labels: [label] })).text).toContain(words)
})

test('our own message tells what became of it, the customer’s does not', async () => {
  const ours = await draw({ authorKind: 'staff', authorName: 'Mia Lindqvist', delivery: 'sent' })
  expect(ours.one('region', 'Message from Mia Lindqvist').text).toMatch(/Sent$/)
  expect((await draw({ delivery: 'sent' })).text).not.toContain('Sent')
})

test('markup in a message stays words', async () => {
  const page = await draw({ text: '<img src=x onerror=alert(1)> & "so on"' })
  expect(page.text).toContain('<img src=x onerror=alert(1)> & "so on"')
  expect(page.names('img')).toEqual(['E-mail'])
})
