import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { customerAt, signInAsks, signInSecret } from '../../../tests/factories/customer-page.ts'
import { addCustomer } from '../../../tests/factories/desk.ts'
import { everyRoute } from '../../../tests/factories/routes.ts'
import { PageVisitor } from '../../../tests/harness/page-visitor.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { issueSignInLink } from '../index.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'Riverside School' }).execute()
})

const asks = () => signInAsks(desk)
const ask = (email: string, fields: Record<string, string> = {}, ip?: string) =>
  new PageVisitor(desk.app, undefined, ip).post('/my/sign-in', { email, ...fields })
const letter = (accountId: number, next = '/my') =>
  transact(desk.platform.db, systemActor('email'), (tx) =>
    issueSignInLink(tx, 'http://desk.test', { accountId, next }),
  )
const sent = { status: 303, goesTo: '/my/sign-in?sent=1' }

describe('asking for a link', () => {
  test('is answered alike for who is known, unknown, and who typed nonsense; only the first is mailed', async () => {
    const before = (await asks()).length
    for (const email of ['ana@example.org', 'nobody@example.org', 'no address', ''])
      expect(await ask(email, {}, '192.0.2.1')).toMatchObject(sent)
    expect(await asks()).toHaveLength(before + 1)
  })

  test('knows an address in whatever case it is typed, and makes it one account', async () => {
    await addCustomer(desk.platform.db, 'Cas', 'cas@case.example')
    await ask('Cas@CASE.example', {}, '192.0.2.2')
    await ask(' cas@case.example ', {}, '192.0.2.2')
    const [one, other] = (await asks()).slice(-2)
    expect(one?.accountId).toBe(other?.accountId)
  })

  test('takes along where they wanted to go, and only on our own pages', async () => {
    await addCustomer(desk.platform.db, 'Nex', 'nex@next.example')
    await ask('nex@next.example', { next: '/my/cases/7' }, '192.0.2.3')
    await ask('nex@next.example', { next: 'https://evil.example' }, '192.0.2.3')
    expect((await asks()).slice(-2).map(({ next }) => next)).toEqual(['/my/cases/7', '/my'])
  })

  test('more than three times an hour mails no more, from wherever it is asked, and says nothing of it', async () => {
    await addCustomer(desk.platform.db, 'Rat', 'rat@rate.example')
    const before = (await asks()).length
    for (let turn = 1; turn <= 6; turn += 1)
      expect(await ask('rat@rate.example', {}, `192.0.2.${10 + turn}`)).toMatchObject(sent)
    expect(await asks()).toHaveLength(before + 3)
    await desk.platform.database.pool.query(`update sign_in_failures set at = at - interval '61 minutes'`)
    await ask('rat@rate.example', {}, '192.0.2.20')
    expect(await asks()).toHaveLength(before + 4)
  })

  test('six times at once is as much as one after the other', async () => {
    await addCustomer(desk.platform.db, 'Bur', 'bur@burst.example')
    const before = (await asks()).length
    await Promise.all(Array.from({ length: 6 }, () => ask('bur@burst.example', {}, '192.0.2.30')))
    expect(await asks()).toHaveLength(before + 3)
  })

  test('for many addresses from one network ends for that network only', async () => {
    const before = (await asks()).length
    for (let turn = 0; turn < 41; turn += 1) await ask(`guess${turn}@none.example`, {}, '198.51.100.7')
    await addCustomer(desk.platform.db, 'Net', 'net@net.example')
    await ask('net@net.example', {}, '198.51.100.7')
    expect(await asks()).toHaveLength(before)
    await ask('net@net.example', {}, '198.51.100.8')
    expect(await asks()).toHaveLength(before + 1)
  })

  test('with more than a form holds is refused', async () => {
    expect((await ask('ana@example.org', { role: 'admin' })).status).toBe(400)
    expect((await ask('x'.repeat(255))).status).toBe(400)
    expect((await ask('ana@example.org', { next: 'x'.repeat(201) })).status).toBe(400)
  })
})

describe('the letter with the link', () => {
  const accountOf = async (email: string) => {
    await signInSecret(desk, email)
    const { id } = await desk.platform.db
      .selectFrom('accounts')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
    return id
  }

  test('goes to the address as its customer writes it, and its link leads in, to where they wanted', async () => {
    const written = await letter(await accountOf('ana@example.org'), '/my/cases/9')
    expect(written).toMatchObject({
      ...{ name: 'Ana Lima', email: 'ana@example.org' },
      subject: 'Your link to your cases at Riverside School',
    })
    const [url = ''] = /http:\/\/desk\.test\/my\/sign-in\/\S+/.exec(written?.text ?? '') ?? []
    const visitor = new PageVisitor(desk.app)
    const page = await visitor.open(url)
    expect(page.html).toContain('name="next" value="/my/cases/9"')
    const [, action = ''] = /action="([^"]+)"/.exec(page.html) ?? []
    expect(await visitor.post(action, { next: '/my/cases/9' })).toMatchObject({
      ...{ status: 303, goesTo: '/my/cases/9' },
    })
    expect((await visitor.open('/my')).status).toBe(200)
  })

  test('is not written for an address that nobody has any more, nor for an account that was switched off', async () => {
    const { db } = desk.platform
    const customerId = await addCustomer(db, 'Gon', 'gon@gone.example')
    const accountId = await accountOf('gon@gone.example')
    await db.updateTable('accounts').set({ disabled_at: new Date() }).where('id', '=', accountId).execute()
    expect(await letter(accountId)).toBeNull()
    await db.updateTable('accounts').set({ disabled_at: null }).where('id', '=', accountId).execute()
    await db.deleteFrom('addresses').where('customer_id', '=', customerId).execute()
    expect(await letter(accountId)).toBeNull()
    expect(await letter(999_999)).toBeNull()
  })
})

describe('being signed in', () => {
  test('shows that the address is theirs, from the moment they pressed', async () => {
    await addCustomer(desk.platform.db, 'Ver', 'ver@verified.example')
    const verified = async () =>
      (
        await desk.platform.db
          .selectFrom('addresses')
          .select('verified_at')
          .where('value', '=', 'ver@verified.example')
          .executeTakeFirstOrThrow()
      ).verified_at
    const secret = await signInSecret(desk, 'ver@verified.example')
    const visitor = new PageVisitor(desk.app)
    await visitor.open(`/my/sign-in/${secret}`)
    expect(await verified()).toBeNull()
    await visitor.post(`/my/sign-in/${secret}`)
    expect(await verified()).not.toBeNull()
  })

  test('at two browsers is ended at one without ending the other', async () => {
    await addCustomer(desk.platform.db, 'Two', 'two@browsers.example')
    const [one, other] = [
      await customerAt(desk, 'two@browsers.example'),
      await customerAt(desk, 'two@browsers.example'),
    ]
    expect((await one.post('/my/sign-out')).goesTo).toBe('/my/sign-in')
    expect((await one.open('/my')).status).toBe(303)
    expect((await other.open('/my')).status).toBe(200)
  })

  test('is over with the session, and with an account that is switched off', async () => {
    await addCustomer(desk.platform.db, 'End', 'end@over.example')
    const visitor = await customerAt(desk, 'end@over.example')
    const off = (at: Date | null) =>
      desk.platform.db
        .updateTable('accounts')
        .set({ disabled_at: at })
        .where('email', '=', 'end@over.example')
        .execute()
    await off(new Date())
    expect((await visitor.open('/my')).status).toBe(303)
    await off(null)
    expect((await visitor.open('/my')).status).toBe(200)
    await desk.platform.database.pool.query(
      `update sessions set expires_at = now() - interval '1 second'
       where account_id in (select id from accounts where email = 'end@over.example')`,
    )
    expect((await visitor.open('/my')).status).toBe(303)
  })

  test('follows the address to whoever has it now', async () => {
    const { db } = desk.platform
    const [old, now] = [
      await addCustomer(db, 'Old Holder', 'shared@moved.example'),
      await addCustomer(db, 'New Holder', 'other@moved.example'),
    ]
    await desk.mail('Of the old one', { customerId: old, need: 'Of the old holder' })
    const visitor = await customerAt(desk, 'shared@moved.example')
    expect((await visitor.open('/my')).text).toContain('Of the old holder')
    await db
      .updateTable('addresses')
      .set({ customer_id: now })
      .where('value', '=', 'shared@moved.example')
      .execute()
    const { text } = await visitor.open('/my')
    expect(text).toContain('New Holder')
    expect(text).not.toContain('Of the old holder')
  })

  test('is needed to sign out; from another site nobody is signed out', async () => {
    expect((await new PageVisitor(desk.app).post('/my/sign-out')).goesTo).toContain('/my/sign-in')
    const visitor = await customerAt(desk, 'ana@example.org')
    const forged = await visitor.post(
      '/my/sign-out',
      {},
      {
        ...{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      },
    )
    expect(forged.status).toBe(403)
    expect((await visitor.open('/my')).status).toBe(200)
  })
})
