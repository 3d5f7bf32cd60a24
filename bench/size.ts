import pg from 'pg'
import { COMMON_WORD, RARE_WORD } from '../server/cli/seed/texts.ts'
import { createFirstAdmin, createToken } from '../server/people/index.ts'
import { connect } from '../server/platform/db/pool.ts'
import { type Child, startChild } from './child.ts'
import { type Extremes, makeExtremes } from './extremes.ts'
import { listSql, openSql } from './floor-sql.ts'
import { type Ask, type Figures, measure, send } from './load.ts'
import { measureMail } from './mail.ts'
import { measureRatio, type Ratio } from './ratio.ts'
import { round } from './round.ts'

const CLIENTS = [1, 8]

export interface SizeResult {
  readonly cases: number
  /** Null when the database was kept from an earlier run. */
  readonly seedSeconds: number | null
  readonly desk: Record<string, Record<string, Figures>>
  readonly floor: Record<string, Record<string, Figures>>
  readonly ratios: Record<string, Ratio>
  readonly bareSqlMs: Record<string, number>
  readonly mail: Awaited<ReturnType<typeof measureMail>>
  readonly deskMemoryMb: { readonly idle: number; readonly afterLoad: number }
}

type Asks = Record<string, (turn: number) => Ask>

/** Measures the desk and its floors on a seeded database. */
export const measureSize = async (
  databaseUrl: string,
  dataDir: string,
  { cases, seedSeconds, requests }: { cases: number; seedSeconds: number | null; requests: number },
): Promise<SizeResult> => {
  const extremes = await withClient(databaseUrl, makeExtremes)
  const tokens = await tokensFor(databaseUrl, extremes)
  const ids = await someCases(databaseUrl)
  const environment = { ...inherited(), BENCH_DATABASE: databaseUrl, BENCH_DATA: dataDir }
  const desk = await startChild('desk.ts', environment)
  const bare = await startChild('floor.ts', environment)
  try {
    const { rssMb: idle } = await desk.usage()
    const deskAsks = await asksOfDesk(desk, tokens, ids, extremes)
    const floorAsks: Asks = {
      list: () => ({ path: '/' }),
      open: (turn: number) => ({ path: `/?id=${ids[turn % ids.length]}` }),
    }
    const ratios = await ratiosOf({ desk, bare, deskAsks, floorAsks, requests })
    const deskFigures = await each(desk, requests, deskAsks)
    const floor = await each(bare, requests, floorAsks)
    const deskMemoryMb = { idle: round(idle), afterLoad: round((await desk.usage()).rssMb) }
    const mail = await measureMail(databaseUrl, requests)
    const bareSqlMs = await bareSql(databaseUrl, ids)
    return { cases, seedSeconds, desk: deskFigures, floor, ratios, bareSqlMs, mail, deskMemoryMb }
  } finally {
    await desk.stop()
    await bare.stop()
  }
}

interface Both {
  readonly desk: Child
  readonly bare: Child
  readonly deskAsks: Asks
  readonly floorAsks: Asks
  readonly requests: number
}

/** Whatever has a floor is compared with it. */
const ratiosOf = async ({
  desk,
  bare,
  deskAsks,
  floorAsks,
  requests,
}: Both): Promise<SizeResult['ratios']> => {
  const ratios: Record<string, Ratio> = {}
  for (const [name, ask] of Object.entries(floorAsks)) {
    const atDesk = deskAsks[name]
    if (!atDesk) throw new Error(`the desk is not asked for "${name}"`)
    ratios[name] = await measureRatio({ child: desk, ask: atDesk }, { child: bare, ask }, requests)
  }
  return ratios
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
    conversation: (turn: number) => get(`/cases/${idOf(turn)}/conversation`),
    'search, rare word': () => get(`/search?q=${RARE_WORD}`),
    'search, common word': () => get(`/search?q=${COMMON_WORD}`),
    reply: (turn: number): Ask => ({ ...get(`/cases/${idOf(turn)}/replies`), method: 'POST', body }),
  }
}

const each = async (child: Child, requests: number, asks: Asks) => {
  const figures: Record<string, Record<string, Figures>> = {}
  for (const [name, ask] of Object.entries(asks)) {
    const byClients: Record<string, Figures> = {}
    for (const clients of CLIENTS) byClients[clients] = await measure(child, clients, requests, ask)
    figures[name] = byClients
  }
  return figures
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
      `select id from cases where id % greatest(1, (select max(id) from cases) / 2000) = 0 limit 2000`,
    )
    return rows.map(({ id }) => Number(id))
  })

const bareSql = (databaseUrl: string, ids: readonly number[]): Promise<Record<string, number>> =>
  withClient(databaseUrl, async (client) => ({
    list: await median(() => client.query(listSql)),
    open: await median((turn) => client.query({ ...openSql, values: [ids[turn % ids.length]] })),
  }))

const median = async (work: (turn: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = []
  for (let turn = 0; turn < 201; turn += 1) {
    const begun = performance.now()
    await work(turn)
    times.push(performance.now() - begun)
  }
  return round(times.sort((a, b) => a - b)[100] ?? 0)
}

const withClient = async <R>(url: string, work: (client: pg.Client) => Promise<R>): Promise<R> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
