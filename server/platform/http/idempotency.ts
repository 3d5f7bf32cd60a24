import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { platformErrors } from '../contract/errors.ts'
import type { Tx } from '../db/transaction.ts'
import { type Actor, actorText } from '../identity/actor.ts'

const KEY = /^[\x21-\x7e]{8,128}$/

/**
 * The key of a request, null when it has none or nobody is signed in.
 * @throws platform.invalid when it is not 8 to 128 visible ASCII characters
 */
export const idempotencyKey = (request: FastifyRequest, actor: Actor): string | null => {
  const key = request.headers['idempotency-key']
  if (key === undefined || actor.kind === 'anonymous') return null
  if (typeof key === 'string' && KEY.test(key)) return key
  throw platformErrors.invalid({
    fields: [{ path: 'Idempotency-Key', message: 'must be 8 to 128 visible characters' }],
  })
}

/**
 * Does `work` at most once per key: its effect and its answer are committed together, so a retry after any
 * crash gets the first answer. A parallel request with the same key waits at the row and then replays.
 * An answer that holds a secret is not kept.
 * @throws platform.key-reused when the key came with another request; platform.shown-once when the answer was secret
 */
export const once = async <R>(
  tx: Tx,
  request: FastifyRequest,
  actor: Actor,
  { key, secret }: { readonly key: string | null; readonly secret: boolean },
  work: () => Promise<R>,
): Promise<R> => {
  if (key === null) return work()
  const row = { actor: actorText(actor), key }
  const digest = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest()
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ ...row, request_sha256: digest })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!claimed) {
    const earlier = await tx
      .selectFrom('idempotency_keys')
      .select(['request_sha256', 'reply'])
      .where('actor', '=', row.actor)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (!earlier.request_sha256.equals(digest)) throw platformErrors.keyReused()
    if (secret) throw platformErrors.shownOnce()
    // It is what this same route answered before, stored as JSON.
    return earlier.reply as R
  }
  const reply = await work()
  await tx
    .updateTable('idempotency_keys')
    .set({ reply: secret ? null : JSON.stringify(reply ?? null) })
    .where('actor', '=', row.actor)
    .where('key', '=', key)
    .execute()
  return reply
}
