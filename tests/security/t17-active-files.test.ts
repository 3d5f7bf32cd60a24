import { beforeAll, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import type { Visitor } from '../harness/visitor.ts'

const active: readonly [string, string, string][] = [
  ['picture.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['page.html', 'text/html', '<script>alert(1)</script>'],
  [
    'page.xhtml',
    'application/xhtml+xml',
    '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
  ],
  ['style.xml', 'text/xml', '<?xml-stylesheet type="text/xsl" href="#x"?><x/>'],
  ['code.js', 'text/javascript', 'alert(1)'],
  ['paper.pdf', 'application/pdf', '%PDF-1.4 /JS (app.alert(1))'],
  ['photo.png', 'image/png', '<script>alert(1)</script>'],
  ['photo.jpg.html', 'image/jpeg', '<script>alert(1)</script>'],
]

/** Names as strangers send them, and what must not be left of them. */
const names = [
  '../../etc/passwd',
  '..\\..\\boot.ini',
  'a\u202Egnp.exe',
  'nul\0.txt',
  '.htaccess',
  'x'.repeat(4096),
  'quote".html',
]

let desk: MailDesk
let files: { id: number; name: string; content: string }[]
let caseId: number
const fetchFile = (visitor: Visitor, id: number) => visitor.get(`/cases/${caseId}/attachments/${id}`)

beforeAll(async () => {
  desk = await createMailDesk()
  await desk.deliver({
    from: 'eve@hostile.example',
    to: desk.address,
    subject: 'Files',
    text: 'See the files.',
    attachments: [
      ...active.map(([filename, contentType, content]) => ({ filename, contentType, content })),
      ...names.map((filename) => ({ filename, contentType: 'text/plain', content: 'plain' })),
    ],
  })
  await desk.settled()
  const [found] = await desk.cases()
  caseId = found?.id ?? 0
  files = (
    await desk.platform.db
      .selectFrom('attachments')
      .select(['id', 'name'])
      .where('case_id', '=', caseId)
      .orderBy('id')
      .execute()
  ).map((file, index) => ({ ...file, content: active[index]?.[2] ?? 'plain' }))
})

describe('T17 active files', () => {
  it('are all kept', () => expect(files).toHaveLength(active.length + names.length))

  it('leave as downloads that no browser sniffs, runs or takes for a script', async () => {
    for (const { id, name, content } of files) {
      const { headers, text, status } = await fetchFile(desk.admin, id)
      expect(status).toBe(200)
      expect(text).toBe(content)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toContain('sandbox')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      const isPixels = /^image\/(png|jpeg|gif|webp)$/.test(String(headers['content-type']))
      if (!isPixels) {
        expect(headers['content-type'], name).toBe('application/octet-stream')
        expect(headers['content-disposition'], name).toMatch(/^attachment;/)
      }
    }
  })

  it('cannot be used as a script of the desk: its policy names only its own built files', async () => {
    const { headers } = await fetchFile(desk.admin, files[4]?.id ?? 0)
    expect(headers['content-type']).toBe('application/octet-stream')
  })
})

describe('T24 names of files', () => {
  it('are shown without paths, directions, control characters or endless length, and name nothing on the disk', async () => {
    for (const { name } of files) {
      expect(name).not.toMatch(/[\\/\p{Cc}\p{Cf}]|^\./u)
      expect(name.length).toBeLessThanOrEqual(255)
    }
    const { rows } = await desk.platform.database.pool.query<{ key: string }>('select key from files')
    for (const { key } of rows) expect(key).toMatch(/^[A-Za-z0-9_-]{22,64}$/)
  })

  it('cannot break out of the header that carries them', async () => {
    for (const { id } of files) {
      const { headers } = await fetchFile(desk.admin, id)
      expect(String(headers['content-disposition'])).toMatch(
        /^(attachment|inline); filename="[^"\\]*"; filename\*=UTF-8''[\w.!~%-]*$/,
      )
    }
  })
})
