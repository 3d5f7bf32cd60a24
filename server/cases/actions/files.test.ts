import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { storeFile } from '../../platform/files/files.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { noteSchema, uploadedSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  tom = await desk.at(desk.tom)
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const upload = async (visitor: Visitor, bytes: Buffer | null, name: string, mediaType: string) => {
  const boundary = 'between-the-parts'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${mediaType}\r\n\r\n`
  const payload = bytes
    ? Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
    : Buffer.from(`--${boundary}--\r\n`)
  return desk.app.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' },
    cookies: Object.fromEntries(visitor.cookies),
    payload,
  })
}

describe('an upload', () => {
  test('is kept under a name that is only shown, with the type of its bytes', async () => {
    const answer = await upload(mia, PNG, '../../etc/photo\u202egpj.exe', 'text/html')
    expect(answer.statusCode).toBe(201)
    const uploaded = uploadedSchema.parse(answer.json())
    expect(uploaded).toMatchObject({ name: 'photogpj.exe', mediaType: 'image/png', size: PNG.length })
    expect(uploaded.key).toMatch(/^[\w-]{22,}$/)
    expect(await desk.platform.files.get(uploaded.key)).toEqual(PNG)
  })

  test('that claims to be a picture and is none is nothing in particular', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const answer = await upload(mia, page, 'x.png', 'image/png')
    expect(answer.json()).toMatchObject({ mediaType: 'application/octet-stream' })
    const text = await upload(mia, Buffer.from('a,b'), 'x.csv', 'text/csv; charset=utf-8')
    expect(text.json()).toMatchObject({ mediaType: 'text/csv' })
  })

  test('without a file, as JSON, or without a session is refused', async () => {
    expect((await upload(mia, null, '', '')).statusCode).toBe(400)
    expect((await mia.post('/uploads', {})).status).toBeGreaterThanOrEqual(400)
    expect((await upload(await desk.visitor(), PNG, 'x.png', 'image/png')).statusCode).toBe(401)
  })
})

describe('an attachment', () => {
  const attached = async () => {
    const { caseId } = await desk.mail('Please help')
    const { key } = uploadedSchema.parse((await upload(mia, PNG, 'Über uns.png', 'image/png')).json())
    const note = (await mia.post(`/cases/${caseId}/notes`, { text: 'See', attachments: [key] })).as(
      noteSchema,
    )
    return { caseId, key, id: note.attachments[0]?.id ?? 0 }
  }

  test('is served to those who see its case, sandboxed and never sniffed', async () => {
    const { caseId, id } = await attached()
    const answer = await mia.get(`/cases/${caseId}/attachments/${id}`)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': expect.stringContaining("filename*=UTF-8''%C3%9Cber%20uns.png"),
    })
  })

  test('is not there for others, under another case, by its key, or without a session', async () => {
    const { caseId, id, key } = await attached()
    const other = await desk.mail('Another')
    expect((await tom.get(`/cases/${caseId}/attachments/${id}`)).status).toBe(404)
    expect((await mia.get(`/cases/${other.caseId}/attachments/${id}`)).status).toBe(404)
    expect((await mia.get(`/cases/${caseId}/attachments/999999`)).status).toBe(404)
    expect((await mia.get(`/cases/${caseId}/attachments/${key}`)).status).toBe(400)
    const stranger = await (await desk.visitor()).get(`/cases/${caseId}/attachments/${id}`)
    expect(stranger.status).toBe(401)
  })

  test('that could run is a download of unknown bytes', async () => {
    const { caseId } = await desk.mail('Please help')
    const page = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    const { key } = uploadedSchema.parse((await upload(mia, page, 'x.svg', 'image/svg+xml')).json())
    const note = (await mia.post(`/cases/${caseId}/notes`, { text: 'See', attachments: [key] })).as(
      noteSchema,
    )
    const answer = await mia.get(`/cases/${caseId}/attachments/${note.attachments[0]?.id}`)
    expect(answer.headers['content-type']).toBe('application/octet-stream')
    expect(answer.headers['content-disposition']).toMatch(/^attachment;/)
  })
})

describe('the HTML view of a message', () => {
  const mailWithPictures = async () => {
    const email = systemActor('email')
    const { db, files } = desk.platform
    const { key } = await storeFile(db, files, email, {
      bytes: PNG,
      name: 'logo.png',
      mediaType: 'image/png',
    })
    const html =
      '<p>Hello<script>alert(1)</script></p><img src="cid:Logo%40x"><img src="http://far.example/a.png"><img src="cid:unknown">'
    const logo = {
      fileKey: key,
      name: 'logo.png',
      mediaType: 'image/png',
      size: PNG.length,
      contentId: '<logo@x>',
    }
    const { caseId, messageId } = await desk.mail('Hello', { attachments: [logo] }, { html })
    return `/cases/${caseId}/messages/${messageId}/html`
  }

  test('shows its own pictures and nothing from elsewhere until somebody asks', async () => {
    const path = await mailWithPictures()
    const answer = await mia.get(path)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain(`<img src="data:image/png;base64,${PNG.toString('base64')}" />`)
    expect(answer.text).not.toMatch(/script|far\.example|cid:/)
    expect(answer.headers['x-pictures-left-out']).toBe('true')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('img-src data:;')
    expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox')
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/)
    const shown = await mia.get(`${path}?images=shown`)
    expect(shown.text).toContain('https://far.example/a.png')
    expect(String(shown.headers['content-security-policy'])).toContain('img-src data: https:;')
  })

  test('is cleaned again when it is shown: what was stored dirty stays harmless', async () => {
    const { caseId, messageId } = await desk.mail('Hello')
    await desk.platform.db
      .updateTable('messages')
      .set({ html: '<img src=x onerror=alert(1)><iframe src="https://evil.example"></iframe>' })
      .where('id', '=', messageId)
      .execute()
    const answer = await mia.get(`/cases/${caseId}/messages/${messageId}/html`)
    expect(answer.text).not.toMatch(/onerror|iframe|evil/)
  })

  test('is not there for others, for plain mail, or under another case', async () => {
    const path = await mailWithPictures()
    expect((await tom.get(path)).status).toBe(404)
    const plain = await desk.mail('Plain')
    expect((await mia.get(`/cases/${plain.caseId}/messages/${plain.messageId}/html`)).status).toBe(404)
    expect((await mia.get(path.replace(/\/cases\/\d+/, `/cases/${plain.caseId}`))).status).toBe(404)
    expect((await mia.get(`${path}?images=maybe`)).status).toBe(400)
  })
})
