import { afterAll, beforeAll, expect, test } from 'vitest'
import { callApi } from '../../bench/kill-load.ts'
import { killUnderLoad, type Survivor } from '../../bench/kill-run.ts'
import { forgetRunning } from '../harness/running.ts'

const KILLS = 6
let survivor: Survivor

beforeAll(async () => {
  survivor = await killUnderLoad(KILLS)
}, 240_000)
afterAll(async () => {
  await survivor?.close()
  await forgetRunning()
}, 60_000)

/** What the books say after `change` and before it is taken back. */
const comparedAfter = async (change: string) => {
  const { database } = survivor
  await database.query('begin')
  await database.query(change)
  const compared = await survivor.compare()
  await database.query('rollback')
  return compared
}

test(`${KILLS} kills under load lose nothing that was acknowledged, and double nothing`, async () => {
  const compared = await survivor.compare()
  expect(compared).toMatchObject({
    ok: true,
    lost: { cases: [], replies: [], unsent: [], unplaced: 0, handOffs: [], proposals: [], answers: [] },
    doubled: { cases: [], replies: [], sent: [], handOffs: [], proposals: [] },
    broken: [],
  })
  const { mails, entered, replies, handOffs, proposals } = compared.acknowledged
  expect(Math.min(mails, entered, replies, handOffs, proposals)).toBeGreaterThan(0)
})

test('the comparison sees one lost case, one doubled case, one lost and one doubled reply', async () => {
  const [need = ''] = survivor.ledger.mails
  const [text = ''] = survivor.ledger.replies.keys()
  expect(await comparedAfter(`update cases set need = 'another' where need = '${need}'`)).toMatchObject({
    ok: false,
    lost: { cases: [need] },
  })
  expect(
    await comparedAfter(
      `update cases set need = '${need}' where id = (select id from cases where need <> '${need}' and need like 'mail-%' limit 1)`,
    ),
  ).toMatchObject({ ok: false, doubled: { cases: [need] } })
  const { messageId } = survivor.ledger.replies.get(text) ?? { messageId: 0 }
  expect(await comparedAfter(`delete from outbox where message_id = ${messageId}`)).toMatchObject({
    ok: false,
    lost: { replies: [text] },
  })
  const mail = survivor.sink.mails[0]
  if (!mail) throw new Error('no reply reached the sink')
  survivor.sink.mails.push(mail)
  expect(await survivor.compare()).toMatchObject({ ok: false, doubled: { sent: [mail.mail.messageId] } })
  survivor.sink.mails.pop()
})

test('the comparison sees a hand-off that is gone, one made twice, and an owner the record does not know', async () => {
  const [text = ''] = survivor.ledger.handOffs
  const undone = `update hand_offs set state = 'withdrawn' where need = '${text}'`
  expect(await comparedAfter(undone)).toMatchObject({ ok: false, lost: { handOffs: [text] } })
  const forgotten = `delete from ownerships where id = (select max(id) from ownerships where how = 'hand-off')`
  const { broken } = await comparedAfter(forgotten)
  expect(broken).toContain('each case has one owner now')
})

test('a reply whose sender was killed before the answer is called uncertain at the desk, and reached the customer once', async () => {
  const { rows } = await survivor.database.query<{ case_id: string; id: string; header: string }>(
    `select m.case_id, m.id, o.header_message_id as header
     from outbox o join messages m on m.id = o.message_id where o.state = 'uncertain'`,
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { case_id: caseId, id, header } of rows) {
    const { items } = await callApi<{ items: { type: string; id: number }[] }>(
      survivor.target,
      'GET',
      `/cases/${caseId}/conversation`,
    )
    expect(items.find((item) => item.type === 'message' && item.id === Number(id))).toMatchObject({
      delivery: 'uncertain',
      deliveryDetail: expect.stringContaining('may or may not have arrived'),
    })
    const copies = survivor.sink.mails.filter(({ mail }) => mail.messageId === `<${header}>`)
    expect(copies.length).toBeLessThanOrEqual(1)
  }
  const uncertain = new Set(rows.map(({ header }) => `<${header}>`))
  expect(survivor.sink.mails.some(({ mail }) => uncertain.has(mail.messageId ?? ''))).toBe(true)
})
