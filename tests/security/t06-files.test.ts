import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createWorld, type Person, sessionHeaders, type World } from './world.ts'

const BOUNDARY = 'the-boundary-of-this-test'

const upload = async (world: World, person: Person, name: string, type: string, bytes: string) => {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: { ...person.headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    payload: `${head}${bytes}\r\n--${BOUNDARY}--\r\n`,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ key: string }>()
}

const openCase = async (world: World, person: Person): Promise<number> => {
  const contact = { channel: 'visit', startedAt: '2026-11-22T09:00:00Z', summary: 'At the counter.' }
  const payload = { need: 'A broken phone', teamId: world.teams.own, customerId: null, contact }
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/cases',
    headers: person.headers,
    payload,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: number }>().id
}

const note = (world: World, person: Person, caseId: number, attachments: string[]) =>
  world.app.inject({
    method: 'POST',
    url: `/api/v1/cases/${caseId}/notes`,
    headers: person.headers,
    payload: { text: 'See the file.', attachments },
  })

let world: World
let address: string
let caseId: number
const fetchAs = (person: Pick<Person, 'headers'>, url = address) =>
  world.app.inject({ url, headers: person.headers })

beforeAll(async () => {
  world = await createWorld()
  const { agent } = world.people
  caseId = await openCase(world, agent)
  const { key } = await upload(world, agent, 'page.html', 'text/html', '<script>alert(1)</script>')
  const written = await note(world, agent, caseId, [key])
  expect(written.statusCode, written.body).toBe(201)
  const [attachment] = written.json<{ attachments: { id: number }[] }>().attachments
  address = `/api/v1/cases/${caseId}/attachments/${attachment?.id}`
})

describe('T06 files without rights', () => {
  test('whoever sees the case gets the file', async () => {
    const answer = await fetchAs(world.people.agent)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toBe('<script>alert(1)</script>')
  })

  test('a stranger, a customer and a colleague of another team get none of its bytes', async () => {
    const { anonymous, customer, 'agent of another team': stranger } = world.people
    const nothing = await fetchAs(stranger, '/api/v1/cases/999999/attachments/999999')
    for (const [person, status] of [
      [anonymous, 401],
      [customer, 401],
      [stranger, 404],
    ] as const) {
      const answer = await fetchAs(person)
      expect(answer.statusCode, person.name).toBe(status)
      expect(answer.body).not.toContain('alert')
    }
    expect((await fetchAs(stranger)).body).toBe(nothing.body)
  })

  test('an attachment is found only in its own case', async () => {
    const other = await openCase(world, world.people.agent)
    const answer = await fetchAs(world.people.agent, address.replace(`/${caseId}/`, `/${other}/`))
    expect(answer.statusCode).toBe(404)
  })

  test('a session that was signed out gets nothing any more, within a second', async () => {
    const { agent } = world.people
    const headers = await sessionHeaders(world.platform, agent.accountId ?? 0)
    expect((await fetchAs({ headers })).statusCode).toBe(200)
    await world.app.inject({ method: 'DELETE', url: '/api/v1/session', headers })
    await vi.waitFor(async () => expect((await fetchAs({ headers })).statusCode).toBe(401), 1_000)
  })

  test('another person cannot take up an upload by its key, nor twice by its owner', async () => {
    const { agent, admin } = world.people
    const { key } = await upload(world, agent, 'plan.txt', 'text/plain', 'private')
    expect((await note(world, admin, caseId, [key])).json()).toMatchObject({ code: 'cases.upload-gone' })
    expect((await note(world, agent, caseId, [key])).statusCode).toBe(201)
    expect((await note(world, agent, caseId, [key])).json()).toMatchObject({ code: 'cases.upload-gone' })
    expect(Buffer.from(key, 'base64url').length).toBeGreaterThanOrEqual(16)
  })

  test('no folder and no guessed name is served', async () => {
    for (const url of [
      '/files/',
      '/data/files/',
      '/api/v1/files/x',
      '/api/v1/uploads',
      '/assets/../data/secret',
    ]) {
      const answer = await fetchAs(world.people.admin, url)
      expect(answer.statusCode, url).toBeGreaterThanOrEqual(400)
    }
  })
})

test('T17 an active file is a download in a box of its own', async () => {
  const { headers } = await fetchAs(world.people.agent)
  expect(headers['content-disposition']).toMatch(/^attachment; filename="page.html"/)
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox; frame-ancestors 'none'")
  expect(headers['x-content-type-options']).toBe('nosniff')
})
