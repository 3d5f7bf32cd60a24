import { beforeAll, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

const SCRIPT = 'alert(document.domain)'
/** Name, what the mail claims it to be, and the bytes. */
const active: readonly (readonly [string, string, string])[] = [
  ['picture.svg', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"/>`],
  ['page.html', 'text/html', `<script>${SCRIPT}</script>`],
  [
    'page.xhtml',
    'application/xhtml+xml',
    `<html xmlns="http://www.w3.org/1999/xhtml"><script>${SCRIPT}</script></html>`,
  ],
  ['style.xml', 'text/xml', `<?xml-stylesheet href="x.xsl"?><a>${SCRIPT}</a>`],
  ['script.js', 'text/javascript', SCRIPT],
  ['report.pdf', 'application/pdf', `%PDF-1.4 /JS (${SCRIPT})`],
  ['lie.png', 'text/html', `<script>${SCRIPT}</script>`],
  ['lie.html', 'image/png', `<script>${SCRIPT}</script>`],
  ['double.html', 'image/png, text/html', `<script>${SCRIPT}</script>`],
]
/** Names that try to leave their folder, to hide what they are, or to break the header they stand in (T24). */
const names = [
  '../../../etc/passwd',
  '..\\..\\windows\\system32\\x.dll',
  '/etc/cron.d/x',
  'invoice\u202Egpj.exe',
  'zero\u200Bwidth.exe',
  'a".html"; filename="b.html',
  '...',
  'CON',
  `${'long'.repeat(1000)}.txt`,
  'invoice.pdf.exe',
  '<img src=x onerror=alert(1)>.txt',
]

interface Found {
  readonly id: number
  readonly name: string
  readonly fileKey: string
}

let desk: MailDesk
let caseId: number
let attachments: Found[]
beforeAll(async () => {
  desk = await createMailDesk()
  await desk.deliver({
    from: 'eve@evil.example',
    to: desk.address,
    subject: 'files',
    text: 'See the files.',
    attachments: [
      ...active.map(([filename, contentType, content]) => ({ filename, contentType, content })),
      ...names.map((filename) => ({ filename, content: 'x' })),
    ],
  })
  await desk.settled()
  caseId = (await desk.cases())[0]?.id ?? 0
  attachments = await desk.platform.db
    .selectFrom('attachments')
    .select(['id', 'name', 'file_key as fileKey'])
    .orderBy('id')
    .execute()
}, 60_000)

const download = ({ id }: Found) => desk.admin.get(`/cases/${caseId}/attachments/${id}`)

describe('an attachment never runs in the desk (T17)', () => {
  it('whatever it is and claims to be: nothing a browser executes is served as itself', async () => {
    expect(attachments.length).toBe(active.length + names.length)
    for (const file of attachments) {
      const { status, headers } = await download(file)
      expect(status).toBe(200)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
      const type = String(headers['content-type'])
      expect(type).toMatch(/^(application\/octet-stream|image\/(png|jpeg|gif|webp))/)
      if (type.startsWith('application/octet-stream'))
        expect(headers['content-disposition']).toMatch(/^attachment/)
    }
  })
})

describe('a name is only ever shown (T24)', () => {
  it('holds no path, no control or direction signs, and fits', () => {
    for (const { name } of attachments) {
      expect(name).not.toMatch(/[\\/\p{Cc}\p{Cf}]/u)
      expect(name.length).toBeLessThanOrEqual(255)
      expect(name).not.toBe('')
    }
  })

  it('cannot break out of the header, and says nothing of where the bytes lie', async () => {
    const keys = new Set(attachments.map(({ fileKey }) => fileKey))
    expect(keys.size).toBe(attachments.length)
    for (const file of attachments) {
      expect(file.fileKey).toMatch(/^[\w-]{22,64}$/)
      const header = String((await download(file)).headers['content-disposition'])
      expect(header).toMatch(/^(inline|attachment); filename="[^"\\]*"; filename\*=UTF-8''[\w%.!~*'()-]*$/)
      expect(header).not.toContain(file.fileKey)
    }
  })
})
