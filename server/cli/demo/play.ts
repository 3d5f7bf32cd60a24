import {
  administrator,
  type ColleagueKey,
  type CustomerKey,
  colleagues,
  company,
  customers,
  emailOf,
  organisations,
  password,
  type TeamKey,
  teams,
} from './company.ts'
import { stories } from './stories.ts'
import { type Stage, tell } from './tell.ts'
import { type Desk, Visitor } from './visitor.ts'

/**
 * Fills a new desk with the demonstration company through its own API: everything that people at a desk can do,
 * done by them. Takes a few seconds.
 * @param setupToken the secret of the one-time set-up link
 */
export async function playDemonstration(desk: Desk, setupToken: string): Promise<void> {
  const admin = new Visitor(desk)
  await admin.post('/setup', {
    ...{ token: setupToken, organisationName: company.name, password, name: administrator.name },
    email: emailOf(administrator.key),
  })
  const people = await inviteAll(admin, desk)
  const teamIds = await formTeams(admin, people)
  await openMailbox(admin, teamIds.service)
  const customerIds = await greetCustomers(admin)
  for (const story of stories) await tell({ people, teamIds, customerIds }, story)
  for (const { visitor } of Object.values(people)) await visitor.leave()
  await admin.leave()
}

async function inviteAll(admin: Visitor, desk: Desk): Promise<Stage['people']> {
  const joined = await Promise.all(
    Object.entries(colleagues).map(async ([key, { name, role }]) => {
      const { staff, link } = await admin.post<{ staff: { id: number }; link: string }>('/invitations', {
        ...{ name, role, email: emailOf(key) },
      })
      const visitor = new Visitor(desk)
      await visitor.post('/invitations/acceptance', { token: link.split('#token=')[1], password })
      return [key, { id: staff.id, visitor }]
    }),
  )
  return Object.fromEntries(joined) as Stage['people']
}

/** The set-up made a first team already; it stays for what comes to nobody else. */
async function formTeams(admin: Visitor, people: Stage['people']): Promise<Stage['teamIds']> {
  const ids: Partial<Record<TeamKey, number>> = {}
  for (const [key, { name, lead }] of entriesOf(teams)) {
    const members = entriesOf(colleagues).filter(([, { team }]) => team === key)
    const team = await admin.post('/teams', {
      name,
      dutyLeadId: people[lead].id,
      memberIds: members.map(([member]) => people[member].id),
      addresses: [emailOf(key)],
    })
    ids[key] = team.id
  }
  return ids as Stage['teamIds']
}

async function openMailbox(admin: Visitor, teamId: number): Promise<void> {
  await admin.post('/mailboxes', { name: company.name, address: emailOf('hello'), teamId })
}

async function greetCustomers(admin: Visitor): Promise<Stage['customerIds']> {
  const organisationIds: Record<string, number> = {}
  for (const [key, organisation] of entriesOf(organisations)) {
    organisationIds[key] = (await admin.post('/organisations', organisation)).id
  }
  const ids: Partial<Record<CustomerKey, number>> = {}
  for (const [key, person] of entriesOf(customers)) {
    const { name, email, phone, organisation, locale }: Details = person
    const addresses = [{ kind: 'email', value: email }, ...(phone ? [{ kind: 'phone', value: phone }] : [])]
    const organisationId = organisation ? organisationIds[organisation] : null
    ids[key] = (await admin.post('/customers', { name, addresses, organisationId, locale })).id
  }
  return ids as Stage['customerIds']
}

type Details = { name: string; email: string; phone?: string; organisation?: string; locale?: string }

function entriesOf<K extends string, V>(record: Record<K, V>): [K, V][] {
  return Object.entries(record) as [K, V][]
}

/** Who may try what, for the person at the terminal. */
export function signIns(): string {
  const keys = ['mia', 'jonas', 'ruth'] satisfies ColleagueKey[]
  const lines = keys.map(
    (key) => `  ${emailOf(key).padEnd(28)}${colleagues[key].name}, ${colleagues[key].role}`,
  )
  const admin = `  ${emailOf(administrator.key).padEnd(28)}${administrator.name}, admin`
  return `Sign in as one of these, the password is: ${password}\n${[...lines, admin].join('\n')}`
}
