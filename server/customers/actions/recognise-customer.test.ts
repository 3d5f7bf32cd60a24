import { beforeAll, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { recogniseCustomer, type Stranger } from './recognise-customer.ts'

const mail = systemActor('email')
let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})

const recognise = (stranger: Stranger) =>
  transact(platform.db, mail, (tx) => recogniseCustomer(tx, mail, stranger))

const addOrganisation = async (name: string, ...domains: string[]): Promise<number> => {
  const { id } = await platform.db
    .insertInto('organisations')
    .values({ name, domains })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const nameOf = async (id: number) =>
  (await platform.db.selectFrom('customers').select('name').where('id', '=', id).executeTakeFirst())?.name

describe('recogniseCustomer', () => {
  test('adds a person at the first contact and knows them at the next, in whatever case they write', async () => {
    const first = await recognise({ kind: 'email', value: 'Ada@Example.org', name: ' Ada\r\n Lovelace ' })
    expect(first).toMatchObject({ added: true, organisationId: null })
    expect(await nameOf(first.customerId)).toBe('Ada Lovelace')
    const again = await recognise({ kind: 'email', value: 'aDA@EXAMPLE.ORG', name: 'Somebody else' })
    expect(again).toEqual({ ...first, added: false })
    expect(await nameOf(first.customerId)).toBe('Ada Lovelace')
  })

  test('knows a phone number however it is written, and an international domain in both spellings', async () => {
    const phone = await recognise({ kind: 'phone', value: '+49 (30) 1234-5678' })
    expect(await recognise({ kind: 'phone', value: '00493012345678' })).toEqual({ ...phone, added: false })
    expect(await nameOf(phone.customerId)).toBe('+493012345678')
    const idn = await recognise({ kind: 'email', value: 'jörg@Müller.example' })
    expect(await recognise({ kind: 'email', value: 'Jörg@xn--mller-kva.example' })).toEqual({
      ...idn,
      added: false,
    })
  })

  test('an e-mail and a handle of the same text are two addresses', async () => {
    const email = await recognise({ kind: 'email', value: 'same@example.net' })
    const handle = await recognise({ kind: 'handle', value: 'same@example.net' })
    expect(handle.added).toBe(true)
    expect(handle.customerId).not.toBe(email.customerId)
  })

  test('of twenty first contacts at once, exactly one adds and all name the same customer', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => recognise({ kind: 'email', value: 'rush@example.com' })),
    )
    expect(all.filter(({ added }) => added)).toHaveLength(1)
    expect(new Set(all.map(({ customerId }) => customerId)).size).toBe(1)
    const customers = await platform.db
      .selectFrom('customers')
      .select('id')
      .where('name', '=', 'rush@example.com')
      .execute()
    expect(customers).toHaveLength(1)
    const { rows } = await platform.database.pool.query(
      `select 1 from journal where type = 'customers.added' and attributes->>'name' = 'rush@example.com'`,
    )
    expect(rows).toHaveLength(1)
  })

  test('joins the organisation of the domain, but not when two have it or everybody does', async () => {
    const school = await addOrganisation('School', 'school.example')
    expect(await recognise({ kind: 'email', value: 'head@School.example' })).toMatchObject({
      organisationId: school,
    })
    await addOrganisation('Second school', 'two.example')
    await addOrganisation('Third school', 'two.example', 'three.example')
    expect(await recognise({ kind: 'email', value: 'a@two.example' })).toMatchObject({ organisationId: null })
    await addOrganisation('Mail service', 'gmail.com')
    expect(await recognise({ kind: 'email', value: 'a@gmail.com' })).toMatchObject({ organisationId: null })
  })

  test.each([
    ['email', 'nobody'],
    ['email', 'a b@example.org'],
    ['email', '@example.org'],
    ['email', 'a@exa mple.org'],
    ['email', `${'x'.repeat(65)}@example.org`],
    ['email', 'a\0@example.org'],
    ['phone', '030 12345'],
    ['phone', '+'],
    ['handle', ' '],
  ] as const)('refuses the %s "%s" and adds nobody', async (kind, value) => {
    const before = await platform.database.pool.query('select count(*) from customers')
    await expect(recognise({ kind, value, name: 'X' })).rejects.toMatchObject({
      code: 'customers.address-invalid',
    })
    expect((await platform.database.pool.query('select count(*) from customers')).rows).toEqual(before.rows)
  })
})
