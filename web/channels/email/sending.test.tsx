import { afterEach, expect, test, vi } from 'vitest'
import type { DkimKey, SendingIdentity } from '../../../server/channels/email/contract.ts'
import { Problem } from '../../app/problem.ts'
import { answers } from '../../app/testing/answers.ts'
import { type Around, render } from '../../app/testing/render.tsx'
import { minutesAgo } from '../../app/testing/samples.ts'
import {
  changeIdentity,
  checkDkimKey,
  dkimKeysQuery,
  identitiesQuery,
  removeDkimKey,
  setDkimKey,
  tryIdentity,
} from './sending-api.ts'
import { limitIn } from './sending-identity.tsx'
import SendingSettings from './sending-settings.tsx'

afterEach(() => void vi.unstubAllGlobals())

const identityOf = (change: Partial<SendingIdentity> = {}): SendingIdentity => ({
  ...{ id: 4, name: 'Larkfield Help', address: 'help@larkfield.example', teamId: 2, version: 6 },
  ...{ nameStyle: 'person-at', signature: '{{agent.name}}', quotes: true },
  names: { 'person-at': 'Ruth at Larkfield', organisation: 'Larkfield', person: 'Ruth' },
  ...{ maxPerMinute: null, maxPerHour: 400, sendError: null, sendErrorSince: null },
  ...change,
})
const keyOf = (change: Partial<DkimKey> = {}): DkimKey => ({
  ...{ id: 9, domain: 'larkfield.example', selector: 'regard' },
  record: { name: 'regard._domainkey.larkfield.example', value: 'v=DKIM1; k=rsa; p=AAAA' },
  ...{ signsSince: null, checkedAt: null, trouble: null },
  ...change,
})
const house = (items: SendingIdentity[], keys: DkimKey[] = []): Around => ({
  known: [
    [identitiesQuery.queryKey, { items }],
    [dkimKeysQuery.queryKey, { items: keys }],
  ],
})

test('each mailbox shows the line that its customers read, its signature and its limits', async () => {
  const page = await render(
    <SendingSettings />,
    house([identityOf(), identityOf({ id: 5, name: 'Billing', nameStyle: 'organisation' })]),
  )
  expect(page.one('region', 'Larkfield Help').text).toContain(
    'From: Ruth at Larkfield <help@larkfield.example>',
  )
  expect(page.one('region', 'Billing').text).toContain('From: Larkfield <help@larkfield.example>')
  expect(page.names('button')).toContain('Send me a test from Billing')
})

test('what keeps a mailbox from sending stands there, since when', async () => {
  const sendError = 'Its mail server did not accept the sign-in: 535 no'
  const page = await render(
    <SendingSettings />,
    house([identityOf({ sendError, sendErrorSince: minutesAgo(20) })]),
  )
  expect(page.text).toContain(`${sendError} 20 min. ago`)
})

test('without a mailbox it says so, and keys can be made all the same', async () => {
  const page = await render(<SendingSettings />, house([]))
  expect(page.text).toContain('No mailbox yet')
  expect(page.names('button')).toContain('Make the key')
})

test('who may not see this reads none of it', async () => {
  const page = await render(<SendingSettings />, {
    failed: [[identitiesQuery.queryKey, new Problem(403, {})]],
  })
  expect(page.text).toContain('This is not open to you')
})

test.each([
  [{}, 'Not checked yet: mail is not signed.'],
  [{ trouble: 'There is another key under this name.' }, 'There is another key'],
  [{ signsSince: minutesAgo(30) }, 'Mail is signed since 30 min. ago'],
])('a key tells how it stands (%j), with the record to publish', async (change, words) => {
  const page = await render(<SendingSettings />, house([], [keyOf(change)]))
  const { text } = page.one('list', 'Signing keys')
  expect(text).toContain(words)
  expect(text).toContain('regard._domainkey.larkfield.example')
  expect(text).toContain('v=DKIM1; k=rsa; p=AAAA')
  expect(page.names('button')).toContain('Copy the value for larkfield.example')
})

test.each([
  ['', null],
  ['  ', null],
  ['30', 30],
  ['many', Number.NaN],
])('a limit typed as %j is %j', (text, limit) => expect(limitIn(text)).toBe(limit))

test('each act asks for what it is about', async () => {
  const asked = answers([200, {}], [200, {}], [201, {}], [200, {}], [204])
  await changeIdentity(4, { quotes: false }, 6)
  await tryIdentity(4)
  await setDkimKey({ domain: 'larkfield.example' })
  await checkDkimKey(9)
  await removeDkimKey(9)
  expect(asked.map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`)).toEqual([
    ...['PATCH /sending-identities/4', 'POST /sending-identities/4/test', 'POST /dkim-keys'],
    ...['POST /dkim-keys/9/check', 'DELETE /dkim-keys/9'],
  ])
})
