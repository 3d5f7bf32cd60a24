import type { StaffActor } from '../../server/platform/identity/actor.ts'
import { sha256 } from '../../server/platform/identity/authenticate.ts'
import { newSecret } from '../../server/platform/identity/tokens.ts'
import { Visitor } from './visitor.ts'
import type { TestWeb } from './web.ts'

/** This colleague at a browser of their own, signed in without the way through the sign-in page. */
export const signedIn = async ({ platform, app }: TestWeb, { staffId }: StaffActor): Promise<Visitor> => {
  const secret = newSecret()
  await platform.db
    .insertInto('sessions')
    .columns(['account_id', 'token_sha256', 'expires_at'])
    .expression(({ selectFrom, val }) =>
      selectFrom('staff')
        .select([
          'account_id',
          val(sha256(secret)).as('sha256'),
          val(new Date(Date.now() + 3_600_000)).as('until'),
        ])
        .where('id', '=', staffId),
    )
    .execute()
  const visitor = new Visitor(app)
  visitor.cookies.set('regard', secret)
  return visitor
}

/** A script with a token that acts in the name of this colleague, limited to these permissions. */
export const withToken = async (
  { platform, app }: TestWeb,
  { staffId }: StaffActor,
  scopes: string[],
): Promise<Visitor> => {
  const secret = newSecret()
  await platform.db
    .insertInto('api_tokens')
    .columns(['account_id', 'token_sha256', 'name', 'hint', 'scopes'])
    .expression(({ selectFrom, val }) =>
      selectFrom('staff')
        .select([
          'account_id',
          val(sha256(secret)).as('sha256'),
          val('script').as('name'),
          val('…').as('hint'),
        ])
        .select(val(scopes).as('scopes'))
        .where('id', '=', staffId),
    )
    .execute()
  return new Visitor(app, secret)
}
