import { expect, test } from '../harness/desk.ts'
import { Dovecot, hasDovecotLmtp } from '../harness/dovecot.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { inboxOf } from '../harness/imap-inbox.ts'
import { hasMailProgram, sendByProgram } from '../harness/mail-program.ts'
import { noPostfix, Postfix } from '../harness/postfix.ts'
import { openCase } from './steps.ts'

/** How long that took; `npm run bench -- mail-walk` measures it many times. */
const tell = (what: string, since: number): void => {
  process.stdout.write(`${what}: ${Math.round(performance.now() - since)} ms\n`)
}

test.use({ deskOf: 'real-mail', deskSettings: { UNDO_SECONDS: '0' } })

test('a real mail program writes through Postfix, the desk answers, Dovecot has the answer, and what comes back joins the case', async ({
  desk,
  page,
}) => {
  test.skip(noPostfix !== null, noPostfix ?? '')
  test.skip(!hasDovecotLmtp, 'Dovecot with LMTP is not present')
  test.skip(!hasMailProgram, 'swaks is not present')
  const dovecot = await Dovecot.start({ takesMail: true })
  const postfix = await Postfix.start({
    'larkfield.example': `smtp:[127.0.0.1]:${desk.env.SMTP_PORT}`,
    'customer.example': `lmtp:inet:127.0.0.1:${dovecot.lmtpPort}`,
  })
  const ana = 'ana@customer.example'
  const write = (to: string, subject: string, body: string, headers: Record<string, string> = {}) =>
    sendByProgram(postfix.port, { from: ana, to, subject, body, headers })
  try {
    const { call } = await foundDesk(desk, page)
    const address = 'support@larkfield.example'
    const smtp = { host: '127.0.0.1', port: postfix.port, security: 'none', user: '' }
    await call('POST', '/mailboxes', { name: 'Larkfield Support', address, teamId: 1, smtp })
    await page.goto(`${desk.url}/desk/all`)
    await expect(page.getByRole('heading', { name: 'No cases yet' })).toBeVisible()

    const written = performance.now()
    await write(address, 'The line crackles', 'Since Tuesday I hear nothing but noise.')
    await expect(page.getByRole('option', { name: /The line crackles/ })).toBeVisible()
    tell('From the mail program to the list in Chromium', written)
    await openCase(page, /The line crackles/)
    const conversation = page.getByRole('region', { name: 'Conversation' })
    await expect(conversation).toContainText('nothing but noise')
    await page.keyboard.press('r')
    const words = page.getByRole('textbox', { name: /Write to the customer/ })
    await expect(words).toBeFocused()
    await words.pressSequentially('A technician comes tomorrow at nine.')
    const answered = performance.now()
    await page.keyboard.press('Control+Enter')

    await expect
      .poll(async () => (await inboxOf(dovecot, ana)).length, { timeout: 40_000, intervals: [50] })
      .toBe(1)
    tell('From the answer to the inbox in Dovecot', answered)
    const [answer] = await inboxOf(dovecot, ana)
    expect(answer?.text).toContain('A technician comes tomorrow at nine.')
    expect(answer?.subject).toBe('Re: The line crackles')
    expect(answer?.from?.address).toBe(address)
    expect(answer?.references).toContain(answer?.inReplyTo)

    const to = answer?.replyTo?.[0]?.address ?? address
    const thread = { 'In-Reply-To': answer?.messageId ?? '', References: answer?.messageId ?? '' }
    await write(to, 'Re: The line crackles', 'Nine is fine, thank you.', thread)
    await expect(conversation).toContainText('Nine is fine, thank you.')
    await expect(page.getByRole('option')).toHaveCount(1)
  } finally {
    await Promise.all([postfix.remove(), dovecot.remove()])
  }
})
