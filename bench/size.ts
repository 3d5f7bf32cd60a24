import { type Asks, type Beside, openBeside } from './beside.ts'
import type { Child } from './child.ts'
import { listSql, openSql } from './floor-sql.ts'
import { type Figures, measure } from './load.ts'
import { measureMail } from './mail.ts'
import { measureRatio, type Ratio } from './ratio.ts'
import { round } from './round.ts'
import { withClient } from './with-client.ts'

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

/** Measures the desk and its floors on a seeded database. */
export const measureSize = async (
  databaseUrl: string,
  dataDir: string,
  { cases, seedSeconds, requests }: { cases: number; seedSeconds: number | null; requests: number },
): Promise<SizeResult> => {
  const beside = await openBeside(databaseUrl, dataDir)
  const { desk, bare, deskAsks, floorAsks, ids } = beside
  try {
    const { rssMb: idle } = await desk.usage()
    const ratios = await ratiosOf(beside, requests)
    const deskFigures = await each(desk, requests, deskAsks)
    const floor = await each(bare, requests, floorAsks)
    const deskMemoryMb = { idle: round(idle), afterLoad: round((await desk.usage()).rssMb) }
    const mail = await measureMail(databaseUrl, requests)
    const bareSqlMs = await bareSql(databaseUrl, ids)
    return { cases, seedSeconds, desk: deskFigures, floor, ratios, bareSqlMs, mail, deskMemoryMb }
  } finally {
    await beside.stop()
  }
}

/** Whatever has a floor is compared with it. */
const ratiosOf = async (
  { desk, bare, deskAsks, floorAsks }: Beside,
  requests: number,
): Promise<SizeResult['ratios']> => {
  const ratios: Record<string, Ratio> = {}
  for (const [name, ask] of Object.entries(floorAsks)) {
    const atDesk = deskAsks[name]
    if (!atDesk) throw new Error(`the desk is not asked for "${name}"`)
    ratios[name] = await measureRatio({ child: desk, ask: atDesk }, { child: bare, ask }, requests)
  }
  return ratios
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
