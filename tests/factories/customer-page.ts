import { transact } from '../../server/platform/db/transaction.ts'
import { systemActor } from '../../server/platform/identity/actor.ts'
import { customerCookieName } from '../../server/platform/identity/cookies.ts'
import { issueLink } from '../../server/platform/identity/links.ts'
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
