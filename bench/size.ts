import pg from 'pg'
import { COMMON_WORD, RARE_WORD } from '../server/cli/seed/texts.ts'
import { createFirstAdmin, createToken } from '../server/people/index.ts'
import { connect } from '../server/platform/db/pool.ts'
import { type Child, startChild } from './child.ts'
import { listSql, openSql } from './floor-sql.ts'
import { type Ask, type Figures, measure, round, send } from './load.ts'
import { measureMail } from './mail.ts'

const CLIENTS = [1, 8]

export interface SizeResult {
  readonly cases: number
  readonly seedSeconds: number
  readonly desk: Record<string, Record<string, Figures>>
  readonly floor: Record<string, Record<string, Figures>>
  readonly bareSqlMs: Record<string, number>
  readonly mail: Awaited<ReturnType<typeof measureMail>>
  readonly deskMemoryMb: { readonly idle: number; readonly afterLoad: number }
}

/** Measures the desk and its floors on a seeded database. */
export const measureSize = async (
  databaseUrl: string,
  dataDir: string,
  { cases, seedSeconds, requests }: { cases: number; seedSeconds: number; requests: number },
): Promise<SizeResult> => {
  const token = await tokenFor(databaseUrl)
  const ids = await someCases(databaseUrl)
  const environment = { ...inherited(), BENCH_DATABASE: databaseUrl, BENCH_DATA: dataDir }
  const desk = await startChild('desk.ts', environment)
  const bare = await startChild('floor.ts', environment)
  try {
    const { rssMb: idle } = await desk.usage()
    const deskFigures = await each(desk, requests, await deskAsks(desk, token, ids))
    const floor = await each(bare, requests, {
      list: () => ({ path: '/' }),
      open: (turn: number) => ({ path: `/?id=${ids[turn % ids.length]}` }),
    })
    const deskMemoryMb = { idle: round(idle), afterLoad: round((await desk.usage()).rssMb) }
    const mail = await measureMail(databaseUrl, requests)
    const bareSqlMs = await bareSql(databaseUrl, ids)
    return { cases, seedSeconds, desk: deskFigures, floor, bareSqlMs, mail, deskMemoryMb }
  } finally {
    await desk.stop()
    await bare.stop()
  }
}

const inherited = (): Record<string, string> => ({ PATH: process.env.PATH ?? '', NODE_ENV: 'production' })

const deskAsks = async (desk: Child, token: string, ids: readonly number[]) => {
  const get = (path: string): Ask => ({ path: `/api/v1${path}`, token })
  const page: unknown = JSON.parse(await send(desk.port, get('/cases?list=all&limit=50')))
  const next = typeof page === 'object' && page && 'next' in page ? String(page.next) : ''
  const idOf = (turn: number) => ids[turn % ids.length] ?? 0
  const body = JSON.stringify({ text: 'We are looking into it.', seenUpTo: Number.MAX_SAFE_INTEGER })
  return {
    list: () => get('/cases?list=all&limit=50'),
    'next page': () => get(`/cases?list=all&limit=50&after=${encodeURIComponent(next)}`),
    open: (turn: number) => get(`/cases/${idOf(turn)}`),
    conversation: (turn: number) => get(`/cases/${idOf(turn)}/conversation`),
    'search, rare word': () => get(`/search?q=${RARE_WORD}`),
    'search, common word': () => get(`/search?q=${COMMON_WORD}`),
    reply: (turn: number): Ask => ({ ...get(`/cases/${idOf(turn)}/replies`), method: 'POST', body }),
  }
}

const each = async (child: Child, requests: number, asks: Record<string, (turn: number) => Ask>) => {
  const figures: Record<string, Record<string, Figures>> = {}
  for (const [name, ask] of Object.entries(asks)) {
    const byClients: Record<string, Figures> = {}
    for (const clients of CLIENTS) byClients[clients] = await measure(child, clients, requests, ask)
    figures[name] = byClients
  }
  return figures
}

const tokenFor = async (databaseUrl: string): Promise<string> => {
  const { db, close } = connect(databaseUrl, 1, 'bench')
  try {
    const password = 'a phrase for measuring only'
    const founding = { organisationName: 'Measured', name: 'Ana Lima', email: 'ana@bench.example', password }
    await createFirstAdmin(db, founding)
    return (await createToken(db, { name: 'bench' })).token
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
