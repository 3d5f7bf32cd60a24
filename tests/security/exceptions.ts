import { z } from 'zod'
import { transact } from '../../server/platform/db/transaction.ts'
import { systemActor } from '../../server/platform/identity/actor.ts'
import { issueLink, type LinkPurpose } from '../../server/platform/identity/links.ts'
import { newSecret } from '../../server/platform/identity/tokens.ts'
import { type Objects, storedFile } from './objects.ts'
import { addPerson, PASSWORD, type Person, type World } from './world.ts'

/** Who calls on whom. */
export interface Call {
  readonly world: World
  readonly person: Person
  readonly objects: Objects
}

/** Where a route differs from what the matrix expects of all; each with its reason. */
export interface Exception {
  readonly reason: string
  /** A body that does what the route is for, when the smallest accepted one does not. */
  readonly body?: (call: Call) => unknown
  /** Brings the objects into the state that the route is for; returns those that take the place of others. */
  readonly prepare?: (call: Call) => Promise<Objects>
  /** What the call of an entitled person with that body answers. */
  readonly status?: number
  /** What a call for an object that does not exist answers. */
  readonly goneStatus?: number
  /** Path parameters that are not ids of objects. */
  readonly parameters?: readonly string[]
  /** True when the route itself answers 401 or 403 to people who may knock. */
  readonly refusesPersons?: boolean
}

const linkFor = async ({ platform }: World, purpose: LinkPurpose): Promise<string> => {
  const { accountId } = await addPerson(platform, 'agent', 'team')
  if (purpose === 'invitation') {
    await platform.db
      .updateTable('accounts')
      .set({ password_hash: null })
      .where('id', '=', accountId)
      .execute()
  }
  return transact(platform.db, systemActor('test'), (tx) => issueLink(tx, purpose, accountId, 10))
}

let hours = 0
/** An hour of the far future that nobody was given before. */
const freeHour = () => {
  const begins = Date.UTC(2126, 0, 1, 2 * ++hours)
  return { startsAt: new Date(begins).toISOString(), endsAt: new Date(begins + 3_600_000).toISOString() }
}

const BRIEF = { need: 'x', done: 'x', promised: 'x', nextStep: 'x', feeling: 'x' }

/** Makes somebody the owner of a case. */
const own = async ({ platform }: World, caseId: unknown, staffId: number | null): Promise<Objects> => {
  const change = { owner_id: staffId ?? 0 }
  await platform.db.updateTable('cases').set(change).where('id', '=', Number(caseId)).execute()
  return {}
}

/** A reply of this person, held back; returns its id. */
const replyBy = async ({ world, person, objects }: Call): Promise<number> => {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/cases/${objects.caseId}/replies`,
    headers: person.headers,
    payload: { text: 'Hello', seenUpTo: objects.messageId },
  })
  return z.object({ messageId: z.number() }).parse(answer.json()).messageId
}

/** Targets that can be taken away again. */
const withPolicy = (scope: 'team_id' | 'organisation_id' | null): Exception => ({
  reason: 'takes away targets that were set before',
  prepare: async ({ world: { platform }, objects }) => {
    const values =
      scope === null ? {} : { [scope]: scope === 'team_id' ? objects.teamId : objects.organisationId }
    await platform.db
      .insertInto('clock_policies')
      .values({ first_response: 60, ...values })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return {}
  },
})

export const exceptions: Readonly<Record<string, Exception>> = {
  'POST /setup': { reason: 'this desk is set up', status: 409 },
  'POST /session': {
    reason: 'signs in whoever knows the password, and nobody else',
    refusesPersons: true,
    body: ({ person }) => ({ email: person.email || 'nobody@example.com', password: PASSWORD }),
  },
  'POST /calendars': {
    reason: 'a calendar needs an open hour',
    body: () => ({
      name: newSecret(),
      week: { timeZone: 'Europe/Lisbon', days: Array(7).fill([{ from: '09:00', to: '17:00' }]) },
    }),
  },
  'PUT /password-resets': {
    reason: 'needs a link that was mailed',
    body: async ({ world }) => ({ token: await linkFor(world, 'reset'), password: PASSWORD }),
  },
  'POST /invitations/acceptance': {
    reason: 'needs a link that was mailed',
    body: async ({ world }) => ({ token: await linkFor(world, 'invitation'), password: PASSWORD }),
  },
  'POST /staff/:staffId/invitation': {
    reason: 'is for somebody who has not joined yet',
    prepare: async ({ world: { platform } }) => {
      const { staffId, accountId } = await addPerson(platform, 'agent', 'team')
      await platform.db
        .updateTable('accounts')
        .set({ password_hash: null })
        .where('id', '=', accountId)
        .execute()
      return { staffId }
    },
  },
  'DELETE /teams/:teamId': {
    reason: 'is for a team that holds nothing any more',
    prepare: async ({ world: { platform, people } }) => {
      const team = { name: `Old ${Date.now()}`, duty_lead_id: people.admin.staffId ?? 0 }
      const { id } = await platform.db
        .insertInto('teams')
        .values(team)
        .returning('id')
        .executeTakeFirstOrThrow()
      return { teamId: id }
    },
  },
  'POST /tokens': {
    reason: 'names permissions its maker holds',
    body: () => ({ name: 'script', scopes: ['people.read'] }),
  },
  'DELETE /cases/:caseId/closure': {
    reason: 'is for a closed case',
    prepare: async ({ world: { platform }, objects }) => {
      const closed = { state: 'closed-without-solution', close_reason: 'spam' }
      await platform.db.updateTable('cases').set(closed).where('id', '=', Number(objects.caseId)).execute()
      return {}
    },
  },
  'POST /cases/:caseId/messages/:messageId/sending': {
    reason: 'is for a reply that was not delivered',
    prepare: async ({ world, person, objects }) => {
      const messageId = await replyBy({ world, person, objects })
      const { db } = world.platform
      await db
        .updateTable('outbox_recipients')
        .set({ state: 'failed' })
        .where('outbox_id', 'in', db.selectFrom('outbox').select('id').where('message_id', '=', messageId))
        .execute()
      return { messageId }
    },
  },
  'DELETE /cases/:caseId/messages/:messageId/sending': {
    reason: 'is for one’s own reply while it is held back',
    prepare: async (call) => ({ messageId: await replyBy(call) }),
  },
  'POST /absences': {
    reason: 'names a colleague and a time to come',
    body: ({ world }) => ({ standInId: world.people.admin.staffId, ...freeHour() }),
  },
  'PUT /cases/:caseId/brief/:line': {
    reason: 'a line of the brief has a name, not a number',
    parameters: ['line'],
  },
  'PUT /teams/:teamId/rota': {
    reason: 'is for the newest version of the team',
    prepare: async ({ world: { platform }, objects }) => {
      await platform.db
        .updateTable('teams')
        .set({ version: 1 })
        .where('id', '=', Number(objects.teamId))
        .execute()
      return {}
    },
  },
  'POST /cases/:caseId/hand-offs': {
    reason: 'is for the owner, and names somebody else',
    prepare: async ({ world, person, objects }) => own(world, objects.caseId, person.staffId),
    body: ({ world }) => ({ toStaffId: world.people.admin.staffId, brief: BRIEF }),
  },
  'POST /hand-offs/acceptances': {
    reason: 'takes a list',
    body: ({ objects }) => ({ handOffs: [{ id: Number(objects.handOffId) }] }),
  },
  'DELETE /hand-offs/:handOffId': {
    reason: 'is for whoever offered',
    prepare: async ({ world: { platform }, person, objects }) => {
      const change = { offered_by: person.staffId }
      await platform.db
        .updateTable('hand_offs')
        .set(change)
        .where('id', '=', Number(objects.handOffId))
        .execute()
      return {}
    },
  },
  'DELETE /consults/:consultId': {
    reason: 'is for whoever asked',
    prepare: async ({ world: { platform, people }, person, objects }) => {
      const [me, other] = [person.staffId ?? 0, people.admin.staffId ?? 0]
      const asked = me === other ? (people.agent.staffId ?? 0) : other
      await platform.db
        .updateTable('consults')
        .set({ asked_by: me, staff_id: asked })
        .where('id', '=', Number(objects.consultId))
        .execute()
      return {}
    },
  },
  'POST /cases/:caseId/consults': {
    reason: 'asks somebody else',
    body: ({ world, person }) => {
      const { admin, leader } = world.people
      const whom = person.staffId === admin.staffId ? leader : admin
      return { to: [{ staffId: whom.staffId }], question: 'Why?' }
    },
  },
  'POST /cases/:caseId/take-over': {
    reason: 'is for a case of somebody else',
    prepare: async ({ world, objects }) => own(world, objects.caseId, world.people.agent.staffId),
  },
  'PUT /staff/:staffId/leaving': {
    reason: 'is for somebody who leads nothing, and names somebody else',
    prepare: async ({ world }) => ({ staffId: (await addPerson(world.platform, 'agent', 'team')).staffId }),
    body: ({ world }) => ({ receiverId: world.people.agent.staffId }),
  },
  'DELETE /staff/:staffId/leaving': {
    reason: 'is for somebody who is leaving',
    prepare: async ({ world: { platform, people } }) => {
      const { staffId } = await addPerson(platform, 'agent', 'team')
      const [receiver_id, begun_by] = [people.agent.staffId ?? 0, people.admin.staffId ?? 0]
      await platform.db.insertInto('leavings').values({ staff_id: staffId, receiver_id, begun_by }).execute()
      return { staffId }
    },
  },
  'DELETE /cases/:caseId/solutions/:solutionId': {
    reason: 'is for a proposal that waits for its customer',
    prepare: async ({ world: { platform }, objects }) => {
      const waiting = { outcome: null, ended_at: null }
      const { db } = platform
      await db.updateTable('solutions').set(waiting).where('id', '=', Number(objects.solutionId)).execute()
      const state = { state: 'solution-proposed' }
      await db.updateTable('cases').set(state).where('id', '=', Number(objects.caseId)).execute()
      return {}
    },
  },
  'POST /cases/:caseId/spoken-solutions': {
    reason: 'names a call of this case and its customer',
    prepare: async ({ world: { platform }, objects }) => {
      const call = { channel: 'call', direction: 'in', started_at: new Date(), source: 'test' }
      const { id } = await platform.db
        .insertInto('contacts')
        .values({ ...call, case_id: Number(objects.caseId), customer_id: Number(objects.customerId) })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { contactId: id }
    },
  },
  'DELETE /clock-policy': withPolicy(null),
  'DELETE /teams/:teamId/clock-policy': withPolicy('team_id'),
  'DELETE /organisations/:organisationId/clock-policy': withPolicy('organisation_id'),
  'POST /customers/:customerId/addresses': {
    reason: 'takes an address of its kind',
    body: () => ({ kind: 'email', value: `${newSecret().toLowerCase()}@example.com` }),
  },
  'DELETE /promises/:promiseId/settlement': {
    reason: 'is for a promise that was answered',
    prepare: async ({ world: { platform }, objects }) => {
      const settled = { settled_how: 'kept', settled_at: new Date() }
      await platform.db
        .updateTable('promises')
        .set(settled)
        .where('id', '=', Number(objects.promiseId))
        .execute()
      return {}
    },
  },
  'POST /dkim-keys': {
    reason: 'names a domain',
    body: () => ({ domain: `${newSecret().replaceAll(/[^A-Za-z0-9]/g, 'x')}.example` }),
  },
  'POST /mail-imports': {
    reason: 'takes an upload of one’s own',
    body: async ({ world: { platform }, person, objects }) => ({
      mailboxId: objects.mailboxId,
      fileKey: (await storedFile(platform, `staff:${person.staffId}`)).file_key,
    }),
  },
  'PUT /cases/:caseId/doubt': {
    reason: 'ends a doubt; the smallest body leaves it as it is',
    body: () => ({ isSettled: true }),
  },
  'POST /mailboxes/:mailboxId/sign-in': { reason: 'needs a provider and a client of it', status: 400 },
  'POST /mailbox-sign-ins': { reason: 'ends what was begun elsewhere', status: 409 },
  'POST /uploads': { reason: 'takes files, not JSON', status: 415 },
  'POST /account/totp/recovery-codes': {
    reason: 'is for somebody whose second step is on',
    body: () => ({ password: PASSWORD }),
    status: 409,
  },
  'PUT /account/totp': { reason: 'needs a code of the app; none was begun', status: 400 },
}
