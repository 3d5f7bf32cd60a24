import type { Database } from '../../platform/db/pool.ts'

/** What a link's page says of the case: no more than its mail did. */
export const unsafeCaseOfSolution = (db: Database, solutionId: number) =>
  db
    .selectFrom('solutions')
    .innerJoin('cases', 'cases.id', 'solutions.case_id')
    .innerJoin('customers', 'customers.id', 'solutions.customer_id')
    .select([
      'cases.id as caseId',
      'cases.number',
      'cases.need',
      'cases.state',
      'cases.owner_id as ownerId',
      'cases.customer_id as customerId',
      'cases.merged_into_id as mergedIntoId',
      'customers.name as customerName',
      'customers.organisation_id as organisationId',
      'customers.locale',
      'cases.language',
    ])
    .where('solutions.id', '=', solutionId)
    .executeTakeFirstOrThrow()

/** A call or visit of this case, as far as it can bear a customer's word. */
export const spokenContact = (db: Database, caseId: number, contactId: number) =>
  db
    .selectFrom('contacts')
    .select(['id', 'customer_id as customerId', 'started_at as startedAt'])
    .where('id', '=', contactId)
    .where('case_id', '=', caseId)
    .where('channel', 'in', ['call', 'visit'])
    .executeTakeFirst()

/** Whether the customer said anything on the case after `at`, or this contact bore an answer before. */
export const heardOtherwise = async (
  db: Database,
  caseId: number,
  { id, startedAt }: { id: number; startedAt: Date },
): Promise<boolean> => {
  const row = await db
    .selectNoFrom(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('messages')
            .select('id')
            .where('case_id', '=', caseId)
            .where('author_kind', '=', 'customer')
            .where('kind', '=', 'message')
            .where('sent_at', '>', startedAt),
        ),
        exists(selectFrom('solutions').select('id').where('heard_in_contact_id', '=', id)),
      ]).as('is'),
    )
    .executeTakeFirstOrThrow()
  return Boolean(row.is)
}

/** Whether the message that asks never reached them: then silence is not theirs. */
export const didNotArrive = async (db: Database, messageId: number | null): Promise<boolean> => {
  if (messageId === null) return false
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('id', '=', messageId)
    .where('delivery', 'in', ['bounced', 'failed', 'taken-back'])
    .executeTakeFirst()
  return row !== undefined
}
