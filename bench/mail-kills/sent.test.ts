import { expect, test } from 'vitest'
import { compareSent } from './sent.ts'

const row = (messageId: number, state: string, delivery: string | null = state) => ({
  ...{ messageId, state, delivery, headerMessageId: `${messageId}@desk.example` },
})
const mail = (address: string) => ({ to: [address], mail: { messageId: '<x@desk.example>' } })
const acknowledged = new Map([
  ['a@x.example', 1],
  ['b@x.example', 2],
])

test('what was sent and arrived, or is called uncertain, is in order', () => {
  const outbox = [row(1, 'sent'), row(2, 'uncertain')]
  expect(compareSent(acknowledged, { outbox }, [mail('a@x.example'), mail('b@x.example')])).toMatchObject({
    ...{ ok: true, acknowledged: 2, arrived: 2, uncertain: { all: 1, arrived: 1 } },
  })
  expect(compareSent(acknowledged, { outbox }, [mail('a@x.example')])).toMatchObject({
    ...{ ok: true, uncertain: { all: 1, arrived: 0 } },
  })
})

test.each([
  [
    'is said to be sent and never arrived',
    [row(1, 'sent'), row(2, 'sent')],
    ['a'],
    { lost: ['b@x.example'] },
  ],
  ['is not on record', [row(1, 'sent')], ['a'], { lost: ['b@x.example'], silent: ['b@x.example'] }],
  ['arrived twice', [row(1, 'sent'), row(2, 'sent')], ['a', 'b', 'b'], { twice: ['b@x.example'] }],
  ['waits for ever', [row(1, 'sent'), row(2, 'sending')], ['a', 'b'], { silent: ['b@x.example'] }],
  [
    'is uncertain and its message does not say so',
    [row(1, 'sent'), row(2, 'uncertain', 'queued')],
    ['a'],
    { silent: ['b@x.example'] },
  ],
])('what %s is seen', (_what, outbox, names, fault) => {
  const arrived = names.map((name) => mail(`${name}@x.example`))
  expect(compareSent(acknowledged, { outbox }, arrived)).toMatchObject({ ok: false, ...fault })
})
