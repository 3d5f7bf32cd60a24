import { createTransport } from 'nodemailer'

/** What was asked of the desk, and whether it said yes. Lives outside the desk: the truth to compare with. */
export interface Ledger {
  /** Subjects of mails answered with 250. */
  readonly mails: Set<string>
  /** Needs of cases entered by the API and answered with 201. */
  readonly entered: Set<string>
  /** Replies answered with 201: their words, and the case. */
  readonly replies: Map<string, { caseId: number; messageId: number }>
  /** Briefs of hand-offs whose acceptance was answered with 200. */
  readonly handOffs: Set<string>
  /** Words of proposals answered with 201. */
  readonly proposals: Set<string>
  /** Words of proposals to which a customer said yes, acknowledged; something newer may have come before it. */
  readonly answered: Set<string>
  tries: number
}

export const newLedger = (): Ledger => ({
  mails: new Set(),
  entered: new Set(),
  replies: new Map(),
  handOffs: new Set(),
  proposals: new Set(),
  answered: new Set(),
  tries: 0,
})

export interface Target {
  readonly url: string
  readonly smtpPort: number
  readonly token: string
  readonly address: string
  readonly teamId: number
}

export const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

export const callApi = async <T>(
  { url, token }: Pick<Target, 'url' | 'token'>,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
): Promise<T> => {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  if (!answer.ok)
    throw Object.assign(new Error(`${method} ${path}: ${await answer.text()}`), { status: answer.status })
  return (await answer.json()) as T
}

/** Sends one mail from a customer of its own; resolves when it is accepted with 250. */
export const mailOnce = async ({ smtpPort, address }: Target, subject: string): Promise<void> => {
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    socketTimeout: 20_000,
  })
  try {
    const from = `${subject}@customer.example`
    await transport.sendMail({
      from,
      to: address,
      subject,
      messageId: `<${subject}@ledger.example>`,
      date: new Date(0),
      text: `Words of ${subject}.`,
    })
  } finally {
    transport.close()
  }
}

interface Conversation {
  items: { type: string; id: number }[]
}

/** Does one thing, again and again as real senders do, until it is acknowledged; null when told to stop before. */
export const untilAcknowledged = async <T>(
  ledger: Ledger,
  isOver: () => boolean,
  act: () => Promise<T>,
): Promise<T | null> => {
  while (!isOver()) {
    ledger.tries += 1
    try {
      return await act()
    } catch {
      await rest(100)
    }
  }
  return null
}

/**
 * Senders of mail, people who enter cases and people who answer, at work until `isOver`; each thing is tried until
 * it is acknowledged, under the same Message-ID or idempotency key.
 */
export const applyLoad = (target: Target, ledger: Ledger, isOver: () => boolean): Promise<unknown> => {
  let made = 0
  const sender = async () => {
    while (!isOver()) {
      const subject = `mail-${++made}`
      const done = await untilAcknowledged(ledger, isOver, () => mailOnce(target, subject))
      if (done !== null) ledger.mails.add(subject)
      await rest(20)
    }
  }
  const clerk = async () => {
    while (!isOver()) {
      const need = `entered-${++made}`
      const contact = { channel: 'call', startedAt: new Date().toISOString(), summary: 'A call.' }
      const body = { need, teamId: target.teamId, customerId: null, contact }
      const found = await untilAcknowledged(ledger, isOver, () =>
        callApi<{ id: number }>(target, 'POST', '/cases', body, `key-${need}`),
      )
      if (found) ledger.entered.add(need)
      await rest(50)
    }
  }
  const agent = async () => {
    while (!isOver()) {
      const text = `reply-${++made}`
      await answerSomething(target, ledger, isOver, text).catch(() => undefined)
      await rest(50)
    }
  }
  return Promise.all([sender(), sender(), clerk(), agent()])
}

const answerSomething = async (target: Target, ledger: Ledger, isOver: () => boolean, text: string) => {
  const { items } = await callApi<{ items: { id: number; channel: string }[] }>(
    target,
    'GET',
    '/cases?list=all&limit=50',
  )
  const mails = items.filter(({ channel }) => channel === 'email')
  const caseId = mails[Math.floor(Math.random() * mails.length)]?.id
  if (caseId === undefined) return
  const { items: said } = await callApi<Conversation>(target, 'GET', `/cases/${caseId}/conversation`)
  const seenUpTo = Math.max(0, ...said.filter(({ type }) => type === 'message').map(({ id }) => id))
  const body = { text, seenUpTo }
  const sent = await untilAcknowledged(ledger, isOver, () =>
    callApi<{ messageId: number }>(target, 'POST', `/cases/${caseId}/replies`, body, `key-${text}`),
  )
  if (sent) ledger.replies.set(text, { caseId, messageId: sent.messageId })
}
