import { beforeAll, describe, expect, test } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../tests/factories/staffed-desk.ts'
import { addressSchema, type Customer, customerPageSchema, customerSchema } from './contract.ts'

let desk: StaffedDesk
let made = 0
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const email = (value = `c${++made}@example.org`) => ({ kind: 'email', value })
const customer = async (more: object = {}): Promise<Customer> =>
  (await desk.ada.post('/customers', { name: 'Bob', ...more })).as(customerSchema)
const add = ({ id }: Customer, body: object) => desk.ada.post(`/customers/${id}/addresses`, body)
const addressesOf = async ({ id }: Customer) =>
  (await desk.ada.get(`/customers/${id}`)).as(customerSchema).addresses

describe('an address that is added', () => {
  test.each([
    ['email', ' Eve@EXAMPLE.com ', 'eve@example.com', 'Eve@EXAMPLE.com'],
    ['email', 'eve@MÜNCHEN.example', 'eve@xn--mnchen-3ya.example', 'eve@MÜNCHEN.example'],
    ['phone', '0033 1 42 68 53 00', '+33142685300', '+33142685300'],
    ['handle', '@Eve', '@eve', '@Eve'],
  ])('as the %s "%s" is compared as %s and shown as %s', async (kind, value, compared, shown) => {
    const bob = await customer()
    const answer = await add(bob, { kind, value })
    expect(answer.status).toBe(201)
    const address = answer.as(addressSchema)
    expect(address).toMatchObject({ kind, value: compared, shown, verified: false })
    expect(await addressesOf(bob)).toEqual([address])
  })

  test.each([
    [{ kind: 'email', value: 'no at sign' }, 'customers.address-invalid'],
    [{ kind: 'email', value: `${'x'.repeat(65)}@example.org` }, 'customers.address-invalid'],
    [{ kind: 'phone', value: '0151 234' }, 'customers.address-invalid'],
    [{ kind: 'email', value: 'eve@example.com/bob' }, 'customers.address-invalid'],
    [{ kind: 'handle', value: 'two words' }, 'customers.address-invalid'],
    [{ kind: 'fax', value: '+4930123456' }, 'platform.invalid'],
    [{ kind: 'email', value: '' }, 'platform.invalid'],
    [{ kind: 'email', value: null }, 'platform.invalid'],
    [{ kind: 'email', value: 'x'.repeat(255) }, 'platform.invalid'],
    [{ kind: 'email', value: 'a@b.example', verified: true }, 'platform.invalid'],
    [{ kind: 'email', value: 'a@b.example', shown: 'c@d.example' }, 'platform.invalid'],
    [{ value: 'a@b.example' }, 'platform.invalid'],
  ])('as %j is none', async (body, code) => {
    const bob = await customer()
    await desk.news()
    expect((await add(bob, body)).body).toMatchObject({ code })
    expect(await addressesOf(bob)).toEqual([])
    expect(await desk.news()).toEqual([])
  })

  test('twice to one customer is refused and names that customer', async () => {
    const [bob, address] = [await customer(), email()]
    await add(bob, address)
    const again = await add(bob, { kind: 'email', value: address.value.toUpperCase() })
    expect(again.body).toMatchObject({ code: 'customers.address-taken', customerId: bob.id })
    expect(await addressesOf(bob)).toHaveLength(1)
  })

  test('is free again once it was removed', async () => {
    const address = email()
    const [bob, eve] = [await customer({ addresses: [address, email()] }), await customer()]
    const [first] = await addressesOf(bob)
    expect((await desk.ada.remove(`/customers/${bob.id}/addresses/${first?.id}`)).status).toBe(204)
    expect((await add(eve, address)).status).toBe(201)
  })

  test('is found by a search at once, and no more once it is removed', async () => {
    const bob = await customer({ name: 'Needle', addresses: [email()] })
    const { id } = (await add(bob, { kind: 'handle', value: '@haystack' })).as(addressSchema)
    const found = async () =>
      (await desk.ada.get('/customers?q=@haystack')).as(customerPageSchema).items.map(({ name }) => name)
    expect(await found()).toEqual(['Needle'])
    await desk.ada.remove(`/customers/${bob.id}/addresses/${id}`)
    expect(await found()).not.toContain('Needle')
  })
})

describe('the addresses of a customer', () => {
  test('are shown in the order they were added', async () => {
    const bob = await customer({
      addresses: [{ kind: 'handle', value: '@second' }, email('first@example.org')],
    })
    await add(bob, { kind: 'phone', value: '+44 20 7946 0123' })
    expect((await addressesOf(bob)).map(({ kind }) => kind)).toEqual(['handle', 'email', 'phone'])
  })

  test('are told apart in a list by an e-mail before anything else', async () => {
    await customer({
      name: 'Listed Person',
      addresses: [{ kind: 'handle', value: '@listed' }, email('listed@example.org')],
    })
    await customer({ name: 'Listed Handle', addresses: [{ kind: 'handle', value: '@only' }] })
    await customer({ name: 'Listed Nothing' })
    const { items } = (await desk.ada.get('/customers?q=listed')).as(customerPageSchema)
    expect(Object.fromEntries(items.map(({ name, address }) => [name, address]))).toEqual({
      'Listed Person': 'listed@example.org',
      'Listed Handle': '@only',
      'Listed Nothing': null,
    })
  })

  test('say which of them was proved', async () => {
    const bob = await customer({ addresses: [email(), email()] })
    await desk.platform.database.pool.query('update addresses set verified_at = now() where id = $1', [
      bob.addresses[1]?.id,
    ])
    expect((await addressesOf(bob)).map(({ verified }) => verified)).toEqual([false, true])
  })

  test('are given all or none: one that is taken keeps the customer from being made', async () => {
    const [taken, free] = [email(), email()]
    const bob = await customer({ addresses: [taken] })
    await desk.news()
    const answer = await desk.ada.post('/customers', { name: 'Eve Halfway', addresses: [free, taken] })
    expect(answer.body).toMatchObject({ code: 'customers.address-taken', customerId: bob.id })
    expect(await desk.news()).toEqual([])
    expect((await desk.ada.get('/customers?q=halfway')).as(customerPageSchema).items).toEqual([])
    expect((await desk.ada.post('/customers', { name: 'Eve', addresses: [free] })).status).toBe(201)
  })

  test('may be twenty at first, not more', async () => {
    const many = (count: number) => Array.from({ length: count }, () => email())
    expect((await desk.ada.post('/customers', { name: 'Bob', addresses: many(21) })).status).toBe(400)
    expect((await customer({ addresses: many(20) })).addresses).toHaveLength(20)
  })

  test('go with one announcement each, and a refusal with none', async () => {
    const bob = await customer({ addresses: [email()] })
    const { id } = (await add(bob, { kind: 'phone', value: '+44 20 7946 0321' })).as(addressSchema)
    await desk.news()
    const path = `/customers/${bob.id}/addresses`
    await desk.ada.remove(`${path}/${id}`)
    expect((await desk.ada.remove(`${path}/${id}`)).status).toBe(404)
    expect((await desk.ada.remove(`${path}/${bob.addresses[0]?.id}`)).body).toMatchObject({
      code: 'customers.last-address',
    })
    expect((await desk.ada.remove(`/customers/999999/addresses/${bob.addresses[0]?.id}`)).status).toBe(404)
    expect(await desk.news()).toMatchObject([
      {
        type: 'customers.address-removed',
        byId: desk.admin.staffId,
        objects: [{ type: 'customer', id: bob.id }],
        attributes: { kind: 'phone' },
      },
    ])
    expect(await addressesOf(bob)).toHaveLength(1)
  })
})
