import { transact } from '../../server/platform/db/transaction.ts'
import { systemActor } from '../../server/platform/identity/actor.ts'
import { customerCookieName } from '../../server/platform/identity/cookies.ts'
import { issueLink } from '../../server/platform/identity/links.ts'
import { rooms } from '../../server/rooms.ts'
import { PageVisitor } from '../harness/page-visitor.ts'
import type { TestWeb } from '../harness/web.ts'

/** The secret of a sign-in link as it would be mailed to the customer who has this address. */
export const signInSecret = async ({ platform }: TestWeb, email: string, minutes = 15): Promise<string> => {
  const row = await platform.db
    .insertInto('accounts')
    .values({ kind: 'customer', email })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  const account =
    row ??
    (await platform.db
      .selectFrom('accounts')
      .select('id')
      .where('kind', '=', 'customer')
      .where('email', '=', email)
      .executeTakeFirstOrThrow())
  return transact(platform.db, systemActor('test'), (tx) => issueLink(tx, 'customer', account.id, minutes))
}

/** A customer at a browser without scripts, signed in by a mailed link. */
export const customerAt = async (web: TestWeb, email: string): Promise<PageVisitor> => {
  const visitor = new PageVisitor(web.app)
  const answer = await visitor.post(`/my/sign-in/${await signInSecret(web, email)}`)
  if (!visitor.cookies.has(customerCookieName(web.platform.config.BASE_URL)))
    throw new Error(`could not sign ${email} in: ${answer.status} ${answer.text}`)
  return visitor
}

/** Who asked for a link to sign in and is a customer, after the desk has looked. */
export const signInAsks = async ({ platform }: TestWeb): Promise<{ accountId: number; next: string }[]> => {
  const { pool } = platform.database
  const job = rooms.flatMap(({ jobs }) => jobs).find(({ name }) => name === 'portal.answer-asked')
  const { rows } = await pool.query(
    `delete from graphile_worker._private_jobs where task_id = (select id from graphile_worker._private_tasks
      where identifier = $1) returning id, payload`,
    [job?.name],
  )
  for (const { payload } of rows.sort((a, b) => a.id - b.id))
    await job?.run({ ...platform, attempt: 1 }, payload)
  const asked = await pool.query(
    `select attributes from journal where type = 'portal.sign-in-asked' order by seq`,
  )
  return asked.rows.map(({ attributes }) => attributes)
}
