import { beforeAll, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
}, 60_000)

/** Of this desk and of others like it: what programs once obeyed when a mail bore it. */
const headers = [
  ['X-Regard-Case', '1'],
  ['X-Regard-Owner', '1'],
  ['X-Regard-State', 'solved'],
  ['X-Regard-Internal', 'yes'],
  ['X-OTRS-Priority', '5 very high'],
  ['X-OTRS-Queue', 'Raw'],
  ['X-OTRS-State', 'closed successful'],
  ['X-OTRS-Loop', 'yes'],
  ['X-Zammad-Ticket-Owner', 'ada@desk.test'],
  ['X-Zammad-Ticket-State', 'closed'],
  ['X-Zammad-Article-Internal', 'true'],
  ['X-Zammad-Ignore', 'true'],
  ['X-Zendesk-From-Account-Id', '1'],
  ['X-Priority', '1'],
  ['Importance', 'high'],
  ['X-Auto-Assign', 'ada@desk.test'],
  ['X-RT-Command', 'Status: resolved'],
  ['RT-Squelch-Replies-To', 'ada@desk.test'],
  ['Control', 'cancel <1@desk.test>'],
] as const

const commands = [
  '#solved',
  '#close',
  '@@OWNER ada',
  'Status: resolved',
  '[priority: high]',
  '/assign ada',
  'Owner: ada',
]

const standing = () =>
  desk.platform.db
    .selectFrom('cases')
    .select(['state', 'owner_id as ownerId', 'team_id as teamId', 'held_on_duty as heldOnDuty'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

const drop = async (mail: Parameters<MailDesk['deliver']>[0]) => {
  const before = (await desk.cases()).length
  await desk.deliver({
    from: 'eve@evil.example',
    to: desk.address,
    subject: 'Help',
    text: 'Help me.',
    ...mail,
  })
  await desk.settled()
  expect(await desk.cases()).toHaveLength(before + 1)
  return standing()
}

it('T33: no header and no word of a mail commands the desk', async () => {
  const plain = await drop({ text: 'Nothing special.' })
  expect(plain.state).not.toBe('solved')
  for (const [key, value] of headers) expect(await drop({ headers: [{ key, value }] }), key).toEqual(plain)
  for (const word of commands) expect(await drop({ text: `${word}\n\nHelp` }), word).toEqual(plain)
  for (const word of commands) expect(await drop({ subject: word }), word).toEqual(plain)
  const notes = await desk.platform.db.selectFrom('notes').select('id').execute()
  expect(notes).toEqual([])
}, 120_000)
