import { beforeAll, describe, expect, test } from 'vitest'
import { addCustomer, addStaff } from '../../tests/factories/desk.ts'
import { createStaffedDesk, type StaffedDesk } from '../../tests/factories/staffed-desk.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { customerNoteSchema, customerSchema } from './contract.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})

const bob = () => addCustomer(desk.platform.db, 'Bob')
const write = async (customerId: number, text: string, by: Visitor = desk.ada) =>
  (await by.post(`/customers/${customerId}/notes`, { text })).as(customerNoteSchema)
const notesOf = async (customerId: number) =>
  (await desk.ada.get(`/customers/${customerId}`)).as(customerSchema).notes

describe('a note about a customer', () => {
  test.each([
    'x',
    ' ',
    'two\nlines\r\nand\ta tab',
    '<script>alert(1)</script>',
    '🦔'.repeat(100),
    'x'.repeat(20_000),
  ])('is kept as it was written (%#)', async (text) => {
    const customerId = await bob()
    const note = await write(customerId, text)
    expect(note).toMatchObject({ text, authorId: desk.admin.staffId, authorName: 'Ada', version: 1 })
    expect(await notesOf(customerId)).toEqual([note])
  })

  test.each([
    { text: 'x'.repeat(20_001) },
    { text: 'half \ud83e' },
    { text: 7 },
    { text: ['x'] },
    { text: 'x', authorId: 1 },
    { text: 'x', createdAt: '2020-01-01T00:00:00Z' },
  ])('is not one with %j', async (body) => {
    const customerId = await bob()
    const { id } = await write(customerId, 'before')
    const path = `/customers/${customerId}/notes`
    expect((await desk.ada.post(path, body)).status).toBe(400)
    expect((await desk.ada.patch(`${path}/${id}`, body, 1)).status).toBe(400)
    expect(await notesOf(customerId)).toMatchObject([{ text: 'before', version: 1 }])
  })

  test('stands above the older ones, and only with its own customer', async () => {
    const [first, other] = [await bob(), await bob()]
    for (const text of ['one', 'two', 'three']) await write(first, text)
    await write(other, 'elsewhere')
    expect((await notesOf(first)).map(({ text }) => text)).toEqual(['three', 'two', 'one'])
  })

  test('keeps the name of its author as it is now, also when they have left', async () => {
    const [customerId, eve] = [await bob(), await addStaff(desk.platform.db, { name: 'Eve' })]
    await write(customerId, 'hers', await desk.at(eve))
    await desk.ada.patch(`/staff/${eve.staffId}`, { name: 'Eve Adams', switchedOff: true }, 1)
    expect(await notesOf(customerId)).toMatchObject([{ text: 'hers', authorName: 'Eve Adams' }])
  })

  test('of a colleague is not changed, not even by an administrator, and is as it was', async () => {
    const customerId = await bob()
    const note = await write(customerId, 'mine', await desk.at(desk.agent))
    const path = `/customers/${customerId}/notes/${note.id}`
    expect((await desk.ada.patch(path, { text: 'hers now' }, 1)).body).toMatchObject({
      code: 'platform.not-allowed',
    })
    expect((await desk.ada.remove(path)).status).toBe(403)
    expect(await notesOf(customerId)).toEqual([note])
  })

  test('is reached by its own customer only, for a change as for a removal', async () => {
    const [first, other] = [await bob(), await bob()]
    const { id } = await write(first, 'here')
    expect((await desk.ada.patch(`/customers/${other}/notes/${id}`, { text: 'there' }, 1)).status).toBe(404)
    expect((await desk.ada.patch(`/customers/999999/notes/${id}`, { text: 'nowhere' }, 1)).status).toBe(404)
    expect(await notesOf(first)).toMatchObject([{ text: 'here' }])
  })

  test('of two changes at once takes one, and shows the other what it became', async () => {
    const customerId = await bob()
    const { id } = await write(customerId, 'before')
    const both = await Promise.all(
      ['one', 'two'].map((text) => desk.ada.patch(`/customers/${customerId}/notes/${id}`, { text }, 1)),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    const [kept] = await notesOf(customerId)
    expect(both.find(({ status }) => status === 412)?.body).toMatchObject({ current: kept })
  })

  test('is told of once when it is written, changed and removed, without its words', async () => {
    const customerId = await bob()
    await desk.news()
    const { id } = await write(customerId, 'a private matter')
    const path = `/customers/${customerId}/notes/${id}`
    await desk.ada.patch(path, { text: 'another private matter' }, 1)
    await desk.ada.patch(path, { text: 'stale' }, 1)
    await desk.ada.remove(path)
    const told = {
      by: 'staff',
      byId: desk.admin.staffId,
      objects: [
        { type: 'customer', id: customerId },
        { type: 'customer-note', id },
      ],
      attributes: {},
    }
    expect(await desk.news()).toEqual([
      { type: 'customers.note-written', ...told },
      { type: 'customers.note-changed', ...told },
      { type: 'customers.note-removed', ...told },
    ])
  })
})
