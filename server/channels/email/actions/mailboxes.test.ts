import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { freePort } from '../../../../tests/harness/free-port.ts'
import { type Mailbox, mailboxSchema, mailboxTestSchema } from '../contract.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { openCredentials } from '../rules/mail-server.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})
beforeEach(async () => {
  await desk.platform.db.deleteFrom('mailboxes').execute()
})

const imap = {
  host: 'imap.school.example',
  port: 993,
  security: 'tls',
  user: 'help',
  password: 'canary-imap',
}
const smtp = {
  host: 'smtp.school.example',
  port: 465,
  security: 'tls',
  user: 'help',
  password: 'canary-smtp',
}
const whole = () => ({ name: 'Help', address: 'Help@School.example', teamId: desk.teamId, imap, smtp })
const add = (more: object = {}) => desk.ada.post('/mailboxes', { ...whole(), ...more })
const added = async (more: object = {}): Promise<Mailbox> => (await add(more)).as(mailboxSchema)
const change = (box: Mailbox, to: object, version = box.version) =>
  desk.ada.patch(`/mailboxes/${box.id}`, to, version)
const passwords = async ({ id }: Mailbox) =>
  openCredentials(desk.platform.seal, (await mailboxById(desk.platform.db, id))?.credentialsSealed ?? null)
const all = async () =>
  (await desk.ada.get('/mailboxes')).as(z.object({ items: z.array(mailboxSchema) })).items

describe('a mailbox', () => {
  it('is kept without its passwords, which are sealed and never come back', async () => {
    await desk.news()
    const answer = await add()
    expect(answer.status).toBe(201)
    expect(answer.text).not.toContain('canary')
    expect(answer.body).toMatchObject({
      address: 'help@school.example',
      imap: { host: 'imap.school.example', user: 'help' },
      switchedOff: false,
      version: 1,
    })
    expect((await desk.ada.get('/mailboxes')).text).not.toContain('canary')
    const { rows } = await desk.platform.database.pool.query('select mailboxes::text as row from mailboxes')
    expect(rows[0].row).not.toContain('canary')
    expect(await passwords((await all())[0] as Mailbox)).toEqual({ imap: 'canary-imap', smtp: 'canary-smtp' })
    expect(await desk.news()).toMatchObject([{ type: 'email.mailbox-changed', attributes: { name: 'Help' } }])
  })

  it('receives alone at its address, however it is written, also when two are added at once', async () => {
    const both = await Promise.all([add(), add({ address: 'HELP@school.example' })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await add()).body).toMatchObject({ code: 'email.address-taken' })
    expect(await all()).toHaveLength(1)
  })

  it('may not take the address of another team', async () => {
    const other = (await desk.ada.post('/teams', { name: 'Other', dutyLeadId: desk.lead.staffId })).body
    const { id: otherTeam } = z.object({ id: z.number() }).parse(other)
    await desk.platform.db
      .insertInto('team_addresses')
      .values({ address: 'bills@school.example', team_id: otherTeam })
      .execute()
    expect((await add({ address: 'bills@school.example' })).status).toBe(409)
    expect((await add({ address: 'bills@school.example', teamId: otherTeam })).status).toBe(201)
  })

  it.each([
    [{ teamId: 999_999 }, 'teamId'],
    [{ imap: { ...imap, security: 'none' } }, 'imap.security'],
    [{ smtp: { ...smtp, security: 'none' } }, 'smtp.security'],
    [{ smtp: { ...smtp, port: 0 } }, 'port'],
    [{ smtp: { ...smtp, port: 70_000 } }, 'port'],
    [{ smtp: { ...smtp, host: 'a\r\nb' } }, 'host'],
    [{ address: 'nobody' }, 'address'],
    [{ name: '' }, 'name'],
    [{ folders: [] }, 'folders'],
    [{ lastError: 'x' }, 'lastError'],
  ])('%j is refused with the field that is wrong, and nothing is kept', async (wrong, field) => {
    const answer = await add(wrong)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(field)
    expect(answer.text).not.toContain('canary')
    expect(await all()).toEqual([])
  })

  it('on this machine may do without encryption', async () => {
    expect((await add({ smtp: { ...smtp, host: 'LOCALHOST', security: 'none' } })).status).toBe(201)
  })
})

describe('a change of a mailbox', () => {
  it('needs the newest version and tells what is stored now', async () => {
    const box = await added()
    expect((await desk.ada.patch(`/mailboxes/${box.id}`, { name: 'Post' })).status).toBe(428)
    expect((await change(box, { name: 'Post' })).body).toMatchObject({ name: 'Post', version: 2 })
    const late = await change(box, { name: 'Other' })
    expect([late.status, late.body]).toMatchObject([412, { current: { name: 'Post', version: 2 } }])
    expect(late.text).not.toContain('canary')
    expect((await desk.ada.patch('/mailboxes/999999', { name: 'x' }, 1)).status).toBe(404)
  })

  it('keeps a password that is left out, as long as it is for the same server and user', async () => {
    const box = await added()
    const { password: _, ...silent } = imap
    expect((await change(box, { imap: { ...silent, port: 1993 } })).status).toBe(200)
    expect((await passwords(box)).imap).toBe('canary-imap')
  })

  it.each([{ host: 'imap.evil.example' }, { user: 'somebody-else' }])(
    'to %j hands the old password to nobody',
    async (to) => {
      const box = await added()
      const { password: _, ...silent } = imap
      expect((await change(box, { imap: { ...silent, ...to } })).status).toBe(200)
      expect(await passwords(box)).toEqual({ imap: '', smtp: 'canary-smtp' })
    },
  )

  it('to another account begins to fetch from its beginning; any other change goes on where it was', async () => {
    const box = await added()
    const cursors = async () =>
      (await desk.platform.db.selectFrom('mailbox_folders').select('path').orderBy('path').execute()).map(
        ({ path }) => path,
      )
    for (const path of ['Archive', 'INBOX'])
      await desk.platform.db
        .insertInto('mailbox_folders')
        .values({ mailbox_id: box.id, path, last_uid: 7 })
        .execute()
    await change(box, { signature: 'Yours', folders: ['INBOX', 'Archive', 'INBOX'] })
    expect((await all())[0]?.folders).toEqual(['INBOX', 'Archive'])
    expect(await cursors()).toEqual(['Archive', 'INBOX'])
    await change(box, { folders: ['INBOX'] }, 2)
    expect(await cursors()).toEqual(['INBOX'])
    await change(box, { imap: { ...imap, user: 'another' } }, 3)
    expect(await cursors()).toEqual([])
  })

  it('that switches it off frees its address, and back on only when the address is still free', async () => {
    const box = await added()
    expect((await change(box, { switchedOff: true })).body).toMatchObject({ switchedOff: true })
    const next = await added({ name: 'Next' })
    expect((await all()).map(({ name }) => name)).toEqual(['Next', 'Help'])
    expect((await change(box, { switchedOff: false }, 2)).status).toBe(409)
    await change(next, { switchedOff: true })
    expect((await change(box, { switchedOff: false }, 2)).body).toMatchObject({ switchedOff: false })
  })
})

describe('the test of a mailbox', () => {
  const tryOut = async (body: object) => (await desk.ada.post('/mailboxes/test', body)).as(mailboxTestSchema)

  it('says in words what is wrong, and changes nothing', async () => {
    const closed = { ...smtp, host: '127.0.0.1', port: await freePort(), security: 'none' }
    const box = await added()
    const found = await tryOut({ mailboxId: box.id, smtp: closed, imap: closed })
    for (const side of [found.imap, found.smtp]) {
      expect(side).toMatchObject({ ok: false, words: expect.stringContaining('refuses connections') })
      expect(side?.words).not.toContain('canary')
    }
    expect((await all())[0]).toEqual(box)
    expect(await tryOut({})).toEqual({ imap: null, smtp: null })
  })

  it('is refused when it would send a password in the clear', async () => {
    const answer = await desk.ada.post('/mailboxes/test', { smtp: { ...smtp, security: 'none' } })
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('smtp.security')])
  })
})

it('mailboxes belong to administrators: others neither see, change nor try them', async () => {
  const box = await added()
  for (const person of await Promise.all([desk.agent, desk.lead, desk.leader].map(desk.at))) {
    expect((await person.get('/mailboxes')).status).toBe(403)
    expect((await person.post('/mailboxes', whole())).status).toBe(403)
    expect((await person.patch(`/mailboxes/${box.id}`, { name: 'Mine' }, 1)).status).toBe(403)
    expect((await person.post('/mailboxes/test', { smtp })).status).toBe(403)
  }
  expect(await all()).toEqual([box])
})
