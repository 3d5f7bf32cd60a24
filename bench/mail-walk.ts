// A customer's mail through a real Postfix to a reader's Chromium, and the answer back into a real Dovecot: how long?
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Page, chromium as playwright } from '@playwright/test'
import { ImapFlow } from 'imapflow'
import { chromium } from '../tests/harness/chromium.ts'
import { Dovecot, hasDovecotLmtp, IMAP_PASSWORD } from '../tests/harness/dovecot.ts'
import { hasMailProgram, sendByProgram } from '../tests/harness/mail-program.ts'
import { noPostfix, Postfix } from '../tests/harness/postfix.ts'
import { forgetRunning, run } from '../tests/harness/running.ts'
import { foundDesk, ownDesk } from './found.ts'
import { rest } from './kill-load.ts'
import { middle } from './ratio.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '10' } },
  allowPositionals: true,
})
const rounds = Number(values.rounds)
const PATIENCE_MS = 30_000
const customer = 'ana@customer.example'

if (noPostfix ?? !(hasDovecotLmtp && hasMailProgram)) {
  console.error(noPostfix ?? 'This needs Dovecot with LMTP, and swaks.')
  process.exit(1)
}

/** The inbox of the customer, held open as a mail program holds it. */
const inboxAt = async (port: number): Promise<ImapFlow> => {
  const auth = { user: customer, pass: IMAP_PASSWORD }
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false })
  await client.connect()
  await client.mailboxOpen('INBOX')
  return client
}

const untilReadable = async (inbox: ImapFlow, words: string): Promise<void> => {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await rest(10)) {
    await inbox.noop()
    const count = inbox.mailbox ? inbox.mailbox.exists : 0
    const newest = count > 0 && (await inbox.fetchOne(String(count), { source: true }))
    if (newest && newest.source?.includes(words) === true) return
  }
  throw new Error(`"${words}" did not reach the customer`)
}

const walk = async (page: Page, inbox: ImapFlow, postfix: Postfix, to: string, turn: number) => {
  const subject = `Walk ${turn}.`
  const begun = performance.now()
  await sendByProgram(postfix.port, { from: customer, to, subject, body: `The line crackles (${turn}).` })
  const handed = performance.now()
  const row = page.getByRole('option', { name: new RegExp(`Walk ${turn}\\.`) })
  // A list that is being read does not move by itself: it says that something has come in.
  const news = page.getByRole('button', { name: /has come in/ })
  await row.or(news).first().waitFor()
  const seen = performance.now()
  // It goes by itself when the list takes the case in at that moment.
  if (await news.isVisible()) await news.click({ timeout: 1_000 }).catch(() => undefined)
  await row.click()
  await page.getByText(`The line crackles (${turn}).`).first().waitFor()
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: /Write to the customer/ }).pressSequentially(`Answer ${turn}.`)
  const answered = performance.now()
  await page.keyboard.press('Control+Enter')
  await untilReadable(inbox, `Answer ${turn}.`)
  return {
    inMs: Math.round(seen - begun),
    programMs: Math.round(handed - begun),
    outMs: Math.round(performance.now() - answered),
  }
}

const dovecot = await Dovecot.start({ takesMail: true })
const desk = await ownDesk()
const postfix = await Postfix.start({
  'ledger.example': `smtp:[127.0.0.1]:${desk.SMTP_PORT}`,
  'customer.example': `lmtp:inet:127.0.0.1:${dovecot.lmtpPort}`,
})
const browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] })
try {
  const env = { ...desk, SMTP_RELAY: `smtp://127.0.0.1:${postfix.port}`, UNDO_SECONDS: '0' }
  const running = run({ env })
  await running.says('Regard is ready')
  const { url, cookie, address } = await foundDesk(env, running)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const cookies = cookie.split('; ').map((each) => each.split('='))
  await context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url })))
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${url}/desk/all`)
  await page.getByRole('heading', { name: 'No cases yet' }).waitFor()
  const inbox = await inboxAt(dovecot.port)
  const walked: Awaited<ReturnType<typeof walk>>[] = []
  for (let turn = 1; turn <= rounds; turn += 1) {
    walked.push(await walk(page, inbox, postfix, address, turn))
    console.error(JSON.stringify(walked.at(-1)))
  }
  inbox.close()
  const told = (of: (each: (typeof walked)[number]) => number) => {
    const times = walked.map(of)
    return { middleMs: middle(times), worstMs: Math.max(...times) }
  }
  const comingIn = told(({ inMs }) => inMs)
  const report = {
    rounds,
    comingIn,
    ofThatTheMailProgram: told(({ programMs }) => programMs),
    goingOut: told(({ outMs }) => outMs),
    ok: comingIn.worstMs <= 2_000,
  }
  console.log(JSON.stringify(report, null, 2))
  if (rounds >= 10)
    writeFileSync(new URL('results/mail-walk.json', import.meta.url), `${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.ok ? 0 : 1
  running.signal('SIGTERM')
  await running.ended
} finally {
  await browser.close()
  await Promise.all([postfix.remove(), dovecot.remove()])
  await forgetRunning()
}
process.exit()
