import { casePageSchema } from '../../server/cases/contract.ts'
import { type Consult, consultListSchema } from '../../server/consults/contract.ts'
import { eventsOfCase } from '../../server/platform/journal/queries.ts'
import type { Answer, Visitor } from '../harness/visitor.ts'
import { type CaseDesk, createCaseDesk } from './case-desk.ts'
import { hearingOf } from './reactions.ts'
import { everyRoute } from './routes.ts'

/** A desk where people ask each other for help; reactions run when a test says so. */
export interface ConsultDesk extends CaseDesk {
  readonly by: Readonly<Record<'lena' | 'mia' | 'sam' | 'olga' | 'tom' | 'ada', Visitor>>
  /** A case that Mia has taken. */
  ofMia(): Promise<number>
  /** Somebody asks people or teams, by their ids. */
  ask(by: Visitor, caseId: number, to: readonly object[], more?: object): Promise<Answer>
  /** Mia asks Tom of the other team, who cannot see the case without that. */
  askTom(caseId: number, more?: object): Promise<Consult>
  consultsOf(by: Visitor, caseId: number): Promise<Consult[]>
  /** Why a case stands in somebody's "Needs me now"; undefined when it does not. */
  reasonFor(by: Visitor, caseId: number): Promise<string | null | undefined>
  /** What was announced of questions on a case, oldest first, with its attributes. */
  newsOf(caseId: number): Promise<{ type: string; attributes: unknown }[]>
  /** Lets this room hear everything that was announced since it heard last, twice: the queue promises no less. */
  react(): Promise<void>
}

export const QUESTION = 'Does the meter reset after a storm?'

export const createConsultDesk = async (): Promise<ConsultDesk> => {
  const desk = await createCaseDesk(everyRoute)
  const { db } = desk.platform
  await db.insertInto('settings').values({ organisation_name: 'School' }).execute()
  const { lena, mia, sam, olga, tom, ada } = desk
  const by = {
    ...{ lena: await desk.at(lena), mia: await desk.at(mia), sam: await desk.at(sam) },
    ...{ olga: await desk.at(olga), tom: await desk.at(tom), ada: await desk.at(ada) },
  }
  const ask: ConsultDesk['ask'] = (visitor, caseId, to, more = {}) =>
    visitor.post(`/cases/${caseId}/consults`, { question: QUESTION, to, ...more })
  return {
    ...{ ...desk, by, ask },
    ofMia: async () => {
      const { caseId } = await desk.mail('The display is dark')
      await by.mia.post(`/cases/${caseId}/owner`)
      return caseId
    },
    askTom: async (caseId, more) => {
      const [made] = (await ask(by.mia, caseId, [{ staffId: tom.staffId }], more)).as(consultListSchema).items
      if (!made) throw new Error('Tom was not asked')
      return made
    },
    consultsOf: async (visitor, caseId) =>
      (await visitor.get(`/cases/${caseId}/consults`)).as(consultListSchema).items,
    reasonFor: async (visitor, caseId) =>
      (await visitor.get('/cases?list=needs-me&limit=200'))
        .as(casePageSchema)
        .items.find(({ id }) => id === caseId)?.reason,
    newsOf: async (caseId) =>
      (await eventsOfCase(db, caseId, 100))
        .filter(({ type }) => type.startsWith('consults.'))
        .map(({ type, attributes }) => ({ type: type.replace('consults.', ''), attributes })),
    react: hearingOf(desk.platform, 'consults'),
  }
}
