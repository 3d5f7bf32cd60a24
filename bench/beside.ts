import { COMMON_WORD, RARE_WORD } from '../server/cli/seed/texts.ts'
import { createFirstAdmin, createToken } from '../server/people/index.ts'
import { connect } from '../server/platform/db/pool.ts'
import { type Child, startChild } from './child.ts'
import { type Extremes, makeExtremes } from './extremes.ts'
import { type Ask, send } from './load.ts'
import { withClient } from './with-client.ts'

const STORY = 'story, 200 earlier contacts'

export type Asks = Record<string, (turn: number) => Ask>

/** The desk and its floor, running side by side on one seeded database, and what each can be asked. */
export interface Beside {
  readonly desk: Child
  readonly bare: Child
  readonly deskAsks: Asks
  /** Of the same names as what they are the floor of. */
  readonly floorAsks: Asks
  /** Cases all over the desk. */
  readonly ids: readonly number[]
  stop(): Promise<void>
}

/** Starts both; the database is given what is rare but must be quick too. */
export const openBeside = async (databaseUrl: string, dataDir: string): Promise<Beside> => {
  const extremes = await withClient(databaseUrl, makeExtremes)
  const tokens = await tokensFor(databaseUrl, extremes)
  const ids = await someCases(databaseUrl)
  const environment = { ...inherited(), BENCH_DATABASE: databaseUrl, BENCH_DATA: dataDir }
  const desk = await startChild('desk.ts', environment)
  const bare = await startChild('floor.ts', environment)
  const stop = async () => {
    await desk.stop()
    await bare.stop()
  }
  const floorAsks: Asks = {
    list: () => ({ path: '/' }),
    open: (turn: number) => ({ path: `/?id=${ids[turn % ids.length]}` }),
    [STORY]: () => ({ path: `/?story=${extremes.oftenCaseId}` }),
  }
  return { desk, bare, ids, deskAsks: await asksOfDesk(desk, tokens, ids, extremes), floorAsks, stop }
}

const inherited = (): Record<string, string> => ({ PATH: process.env.PATH ?? '', NODE_ENV: 'production' })

interface Tokens {
  readonly admin: string
  /** Of the agent with very many open cases. */
  readonly busy: string
}

/** What the desk is asked. A new thing to measure is a new line here, and in `floor.ts` when it has a floor. */
const asksOfDesk = async (
  desk: Child,
  { admin, busy }: Tokens,
  ids: readonly number[],
  { oftenCaseId }: Extremes,
): Promise<Asks> => {
  const get = (path: string, token = admin): Ask => ({ path: `/api/v1${path}`, token })
  const page: unknown = JSON.parse(await send(desk.port, get('/cases?list=all&limit=50')))
  const next = typeof page === 'object' && page && 'next' in page ? String(page.next) : ''
  const idOf = (turn: number) => ids[turn % ids.length] ?? 0
  const body = JSON.stringify({ text: 'We are looking into it.', seenUpTo: Number.MAX_SAFE_INTEGER })
  return {
    list: () => get('/cases?list=all&limit=50'),
    'next page': () => get(`/cases?list=all&limit=50&after=${encodeURIComponent(next)}`),
    'needs me now, 300 open': () => get('/cases?list=needs-me&limit=50', busy),
    open: (turn: number) => get(`/cases/${idOf(turn)}`),
    'open, 200 earlier contacts': () => get(`/cases/${oftenCaseId}`),
    [STORY]: () => get(`/cases/${oftenCaseId}/story`),
    conversation: (turn: number) => get(`/cases/${idOf(turn)}/conversation`),
    'search, rare word': () => get(`/search?q=${RARE_WORD}`),
    'search, common word': () => get(`/search?q=${COMMON_WORD}`),
    reply: (turn: number): Ask => ({ ...get(`/cases/${idOf(turn)}/replies`), method: 'POST', body }),
  }
}

const ADMIN = 'ana@bench.example'

const tokensFor = async (databaseUrl: string, { agentEmail }: Extremes): Promise<Tokens> => {
  const { db, close } = connect(databaseUrl, 1, 'bench')
  try {
    const known = await db.selectFrom('accounts').select('id').where('email', '=', ADMIN).executeTakeFirst()
    const password = 'a phrase for measuring only'
    const founding = { organisationName: 'Measured', name: 'Ana Lima', email: ADMIN, password }
    if (!known) await createFirstAdmin(db, founding)
    const admin = await createToken(db, { name: 'bench', email: ADMIN })
    const busy = await createToken(db, { name: 'bench', email: agentEmail })
    return { admin: admin.token, busy: busy.token }
  } finally {
    await close()
  }
}

/** Cases all over the desk, so that opening them does not only meet what is cached. */
const someCases = (databaseUrl: string): Promise<number[]> =>
  withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from cases where id % greatest(1, (select max(id) from cases) / 2000) = 0 order by id limit 2000`,
    )
    return rows.map(({ id }) => Number(id))
  })
