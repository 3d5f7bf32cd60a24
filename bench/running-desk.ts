import { join } from 'node:path'
import { findPostmaster } from '../server/platform/postgres/pid-file.ts'
import { forgetRunning, run } from '../tests/harness/running.ts'
import { type FirstPage, weighFirstPage } from './first-page.ts'
import { type FirstPaint, measureFirstPaint } from './first-paint.ts'
import { foundDesk, ownDesk } from './found.ts'
import { callApi, mailOnce, type Target } from './kill-load.ts'
import { familyOf, memoryMb } from './memory.ts'
import { middle } from './ratio.ts'
import { round } from './round.ts'

/** What somebody notices who runs the built desk on this machine. */
export interface RunningDesk {
  /** From the command to "ready": with an empty data folder, and again. Already built. */
  readonly startSeconds: { readonly first: number; readonly again: number }
  /** Web and worker in one process, and PostgreSQL with all its children. */
  readonly idleMemoryMb: { readonly regard: number; readonly postgres: number }
  /** From handing a mail over to seeing its case in the list of the API. */
  readonly mailVisibleMs: { readonly p50: number; readonly p95: number }
  readonly firstPage: FirstPage
  /** Null without a browser. */
  readonly firstPaint: FirstPaint | null
}

const MAILS = 20
const QUIET_MS = 3_000
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Starts the built desk twice on a folder of its own and measures it from outside. */
export const measureRunningDesk = async (): Promise<RunningDesk> => {
  const env = await ownDesk()
  try {
    const first = await start(env)
    const target = await foundDesk(env, first.running)
    first.running.signal('SIGTERM')
    await first.running.ended
    const again = await start(env)
    await rest(QUIET_MS)
    const idleMemoryMb = await memoryOf(env.DATA_DIR, again.running.pid)
    const times = await mailTimes(target)
    const measured: RunningDesk = {
      startSeconds: { first: first.seconds, again: again.seconds },
      idleMemoryMb,
      mailVisibleMs: { p50: round(middle(times)), p95: round(times.sort((a, b) => a - b).at(-2) ?? 0) },
      firstPage: await weighFirstPage(`${target.url}/desk/needs-me`),
      firstPaint: await measureFirstPaint(target.url, target.cookie, 'mail-1'),
    }
    again.running.signal('SIGTERM')
    await again.running.ended
    return measured
  } finally {
    await forgetRunning()
  }
}

const start = async (env: Record<string, string>) => {
  const begun = performance.now()
  const running = run({ env })
  await running.says('Regard is ready')
  return { running, seconds: round((performance.now() - begun) / 1000) }
}

const memoryOf = async (dataDir: string, pid: number): Promise<RunningDesk['idleMemoryMb']> => {
  const postmaster = await findPostmaster(join(dataDir, 'postgres'))
  const database = postmaster ? familyOf(postmaster.pid) : []
  const regard = familyOf(pid).filter((member) => !database.includes(member))
  return { regard: round(memoryMb(regard)), postgres: round(memoryMb(database)) }
}

const mailTimes = async (target: Target): Promise<number[]> => {
  const times: number[] = []
  for (let turn = 1; turn <= MAILS; turn += 1) {
    const subject = `mail-${turn}`
    const begun = performance.now()
    await mailOnce(target, subject)
    while (!(await isVisible(target, subject))) await rest(5)
    times.push(performance.now() - begun)
  }
  return times
}

const isVisible = async (target: Target, need: string): Promise<boolean> => {
  const { items } = await callApi<{ items: { need: string }[] }>(target, 'GET', '/cases?list=all&limit=5')
  return items.some((item) => item.need === need)
}
