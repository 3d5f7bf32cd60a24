import { beforeAll, expect, it, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { ADMIN } from '../harness/web.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
}, 40_000)

const letterTo = (address: string) =>
  vi.waitFor(
    () => {
      const found = desk.sink.mails.find(({ to }) => to.includes(address))
      if (!found) throw new Error(`no mail to ${address}`)
      return found
    },
    { timeout: 20_000 },
  )

it('mails an invitation that lets its reader in, and that no machine answers', async () => {
  const invited = await desk.admin.post('/invitations', {
    name: 'Ben',
    email: 'ben@school.example',
    role: 'agent',
  })
  expect(invited.status).toBe(201)
  const mail = await letterTo('ben@school.example')
  expect(mail.from).toBe('')
  expect(mail.header('auto-submitted')).toBe('auto-generated')
  const token = /http:\/\/desk\.test\/invitation#token=([\w-]+)/.exec(mail.mail.text ?? '')?.[1]
  const somebody = await desk.visitor()
  const accepted = await somebody.post('/invitations/acceptance', {
    token,
    password: 'quiet-harbour-lamp-77',
  })
  expect(accepted.text).toContain('Ben')
}, 40_000)

it('mails a reset link to who asks, and nothing to a stranger', async () => {
  const somebody = await desk.visitor()
  const known = await somebody.post('/password-resets', { email: ADMIN.email })
  const unknown = await somebody.post('/password-resets', { email: 'nobody@school.example' })
  expect(known.status).toBe(unknown.status)
  const mail = await letterTo(ADMIN.email)
  expect(mail.mail.text).toMatch(/http:\/\/desk\.test\/reset#token=[\w-]{20,}/)
  expect(desk.sink.mails.some(({ to }) => to.includes('nobody@school.example'))).toBe(false)
}, 40_000)

it('tells both addresses when an administrator changes one, with the name of who did it', async () => {
  const invited = await desk.admin.post('/invitations', {
    name: 'Cleo',
    email: 'old@school.example',
    role: 'agent',
  })
  const { staff } = invited.body as { staff: { id: number; version: number } }
  const path = `/staff/${staff.id}`
  expect((await desk.admin.patch(path, { email: 'new@school.example' }, staff.version)).status).toBe(200)
  const told = (address: string) =>
    vi.waitFor(
      () => {
        const found = desk.sink.mails.find(
          ({ to, mail }) => to.includes(address) && mail.subject?.includes('was changed'),
        )
        if (!found) throw new Error(`no mail to ${address}`)
        return found.mail.text ?? ''
      },
      { timeout: 20_000 },
    )
  for (const text of [await told('old@school.example'), await told('new@school.example')]) {
    expect(text).toContain('with new@school.example from now on, not with old@school.example')
    expect(text).toContain('Ada changed it')
    expect(text).not.toContain('token=')
  }
}, 60_000)
