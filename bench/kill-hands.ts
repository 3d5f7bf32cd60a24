import type { SunkMail } from '../tests/harness/mail-sink.ts'
import { callApi, type Ledger, rest, type Target, untilAcknowledged } from './kill-load.ts'

/** Two people who hand cases to each other, and what the customers' mail server took so far. */
export interface Hands {
  readonly giver: Target
  readonly receiver: Target
  readonly receiverId: number
  readonly sunk: readonly SunkMail[]
}

const scopes = ['cases.read', 'cases.write', 'cases.hand-over']
const password = 'heron-at-noon-42'

/** Hires a colleague as the first admin would, and makes a token for each of the two. */
export const hire = async (
  target: Target & { readonly cookie: string },
  sunk: readonly SunkMail[],
): Promise<Hands> => {
  const { url } = target
  const post = async (path: string, body: unknown, cookie?: string) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`POST ${path}: ${await answer.text()}`)
    const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0])
    return { body: (await answer.json()) as Record<string, string>, cookie: cookies.join('; ') }
  }
  const tokenOf = async (cookie: string) => {
    const { body } = await post('/tokens', { name: 'hands', scopes }, cookie)
    return body.token ?? ''
  }
  const person = { name: 'Bob', email: 'bob@ledger.example', role: 'admin', teamIds: [target.teamId] }
  const invited = await post('/invitations', person, target.cookie)
  const token = invited.body.link?.split('#token=')[1]
  const joined = await post('/invitations/acceptance', { token, password })
  const staff = await callApi<{ items: { id: number; name: string }[] }>(target, 'GET', '/staff')
  return {
    giver: { ...target, token: await tokenOf(target.cookie) },
    receiver: { ...target, token: await tokenOf(joined.cookie) },
    receiverId: staff.items.find(({ name }) => name === person.name)?.id ?? 0,
    sunk,
  }
}

/** Takes a case in, offers it with a brief, and lets the colleague accept it; each step until it is acknowledged. */
const handOver = async (hands: Hands, ledger: Ledger, isOver: () => boolean, text: string) => {
  const { giver, receiver, receiverId: toStaffId } = hands
  const step = <T>(by: Target, path: string, body: unknown, name: string) =>
    untilAcknowledged(ledger, isOver, () => callApi<T>(by, 'POST', path, body, `key-${name}-${text}`))
  const contact = { channel: 'call', startedAt: new Date().toISOString(), summary: 'A call.' }
  const entered = { need: text, teamId: giver.teamId, customerId: null, contact }
  const found = await step<{ id: number }>(giver, '/cases', entered, 'enter')
  if (!found) return
  ledger.entered.add(text)
  const brief = { need: text, done: text, promised: text, nextStep: text, feeling: text }
  const offer = { brief, toStaffId, answerWithin: 600 }
  const made = await step<{ id: number }>(giver, `/cases/${found.id}/hand-offs`, offer, 'offer')
  if (!made) return
  const accepted = await step(receiver, `/hand-offs/${made.id}/acceptance`, {}, 'accept')
  if (accepted) ledger.handOffs.add(text)
}

/** Asks the customer of some case whether it is solved; they say yes by the link in their mail when it has come. */
const askIfSolved = async (hands: Hands, ledger: Ledger, isOver: () => boolean, text: string) => {
  const { giver, sunk } = hands
  const { items } = await callApi<{ items: { id: number; channel: string; state: string }[] }>(
    giver,
    'GET',
    '/cases?list=all&limit=50',
  )
  const asked = items.filter(({ channel, state }) => channel === 'email' && state !== 'solution-proposed')
  const caseId = asked[Math.floor(Math.random() * asked.length)]?.id
  if (caseId === undefined) return
  const body = { words: text, seenUpTo: 1_000_000_000 }
  // Once: somebody may answer between two tries, and then asking is refused for good.
  await callApi(giver, 'POST', `/cases/${caseId}/solutions`, body, `key-${text}`)
  ledger.proposals.add(text)
  const link = await untilAcknowledged(ledger, isOver, async () => {
    const mail = sunk.find(({ mail: { text: words } }) => words?.includes(text))
    const found = /http\S+\/solution\/\S+\/yes/.exec(mail?.mail.text ?? '')?.[0]
    if (!found) throw new Error('the mail has not come yet')
    return found
  })
  if (!link) return
  const said = await untilAcknowledged(ledger, isOver, () =>
    fetch(link, { method: 'POST', redirect: 'manual', headers: formHeaders(link), body: '' }),
  )
  if (said?.status === 303) ledger.answered.add(text)
}

const formHeaders = (link: string) => ({
  'content-type': 'application/x-www-form-urlencoded',
  origin: new URL(link).origin,
})

/** Two who hand cases over and ask whether they are solved, at work until `isOver`. */
export const handsAtWork = (hands: Hands, ledger: Ledger, isOver: () => boolean): Promise<unknown> => {
  let made = 0
  const again = async (act: typeof handOver, word: string) => {
    while (!isOver()) {
      await act(hands, ledger, isOver, `${word}-${++made}`).catch(() => undefined)
      await rest(100)
    }
  }
  return Promise.all([again(handOver, 'handed'), again(askIfSolved, 'proposed')])
}
