import { type Received, type ReceivedContact, receiveContact } from '../../server/cases/index.ts'
import { transact } from '../../server/platform/db/transaction.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { type StaffActor, systemActor } from '../../server/platform/identity/actor.ts'
import { signedIn } from '../harness/signed-in.ts'
import type { Visitor } from '../harness/visitor.ts'
import { createTestWeb, type TestWeb } from '../harness/web.ts'
import { addCustomer, addStaff } from './desk.ts'
import { mailOf } from './mail.ts'
import { addTeamOf } from './teams.ts'

/** Two teams that know nothing of each other, with people of every reach, and one customer. */
export interface CaseDesk extends TestWeb {
  readonly teamId: number
  readonly otherTeamId: number
  readonly customerId: number
  /** Lena leads the team and is on duty; Mia and Sam see their team; Olga sees only what is hers. */
  readonly lena: StaffActor
  readonly mia: StaffActor
  readonly sam: StaffActor
  readonly olga: StaffActor
  /** Tom leads the other team and sees only it; Ada sees everything. */
  readonly tom: StaffActor
  readonly ada: StaffActor
  /** A colleague at a browser, signed in. */
  at(person: StaffActor): Promise<Visitor>
  /** A mail of the customer to the team, unless the details say otherwise. */
  mail(
    words: string,
    details?: Partial<Omit<ReceivedContact, 'message'>>,
    message?: Partial<ReceivedContact['message']>,
  ): Promise<Received>
}

export const createCaseDesk = async (routes: readonly Route[]): Promise<CaseDesk> => {
  const web = await createTestWeb(routes)
  const { db } = web.platform
  const person = (name: string, details: Parameters<typeof addStaff>[1] = {}) =>
    addStaff(db, { name, reach: 'team', ...details })
  const team = await addTeamOf(db, await person('Lena', { role: 'lead' }), [
    await person('Mia'),
    await person('Sam'),
    await person('Olga', { reach: 'own' }),
  ])
  const other = await addTeamOf(db, await person('Tom', { role: 'lead' }))
  const ada = await person('Ada', { role: 'admin', reach: 'all' })
  const customerId = await addCustomer(db, 'Ana Lima', 'ana@example.org')
  const [mia, sam, olga] = team.members
  if (!mia || !sam || !olga) throw new Error('the team has three members')
  const email = systemActor('email')
  return {
    ...web,
    teamId: team.teamId,
    otherTeamId: other.teamId,
    customerId,
    lena: team.dutyLead,
    mia,
    sam,
    olga,
    tom: other.dutyLead,
    ada,
    at: (somebody) => signedIn(web, somebody),
    mail: (words, details = {}, message = {}) =>
      transact(db, email, (tx) =>
        receiveContact(tx, email, mailOf(words, { teamId: team.teamId, customerId, ...details }, message)),
      ),
  }
}
