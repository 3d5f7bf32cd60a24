/** What the desk says of its mails. */
export interface Books {
  readonly outbox: readonly {
    readonly messageId: number
    readonly state: string
    readonly headerMessageId: string
    /** What its message says. */
    readonly delivery: string | null
  }[]
}

interface Arrived {
  readonly to: readonly string[]
  readonly mail: { readonly messageId?: string }
}

/**
 * What was acknowledged beside what the desk says of it and what arrived. Lost: said to be sent, or not even called
 * uncertain, and not there. Twice: one mail that arrived more than once. Silent: not at an end that anybody can see.
 */
export const compareSent = (
  acknowledged: ReadonlyMap<string, number>,
  { outbox }: Books,
  arrived: readonly Arrived[],
) => {
  const copies = new Map<string, number>()
  for (const { to } of arrived) for (const address of to) copies.set(address, (copies.get(address) ?? 0) + 1)
  const rowOf = new Map(outbox.map((row) => [row.messageId, row]))
  const all = [...acknowledged].map(([address, messageId]) => {
    const row = rowOf.get(messageId)
    return { address, state: row?.state ?? 'gone', delivery: row?.delivery, count: copies.get(address) ?? 0 }
  })
  const addresses = (some: typeof all) => some.map(({ address }) => address)
  const uncertain = all.filter(({ state }) => state === 'uncertain')
  const lost = addresses(all.filter(({ state, count }) => state !== 'uncertain' && count === 0))
  const twice = addresses(all.filter(({ count }) => count > 1))
  const silent = addresses(
    all.filter(({ state, delivery }) => (state !== 'sent' && state !== 'uncertain') || delivery !== state),
  )
  return {
    ok: lost.length === 0 && twice.length === 0 && silent.length === 0,
    acknowledged: all.length,
    arrived: arrived.length,
    uncertain: { all: uncertain.length, arrived: uncertain.filter(({ count }) => count > 0).length },
    ...{ lost, twice, silent },
  }
}
