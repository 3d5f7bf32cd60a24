import { openBeside } from './beside.ts'
import type { Child } from './child.ts'
import { type Ask, send } from './load.ts'
import { middle, type Side } from './ratio.ts'
import { round } from './round.ts'

/** The median time of one request by one client at the smallest and at the largest size, in ms, and how many times it grew. */
export interface Growth {
  readonly smallMs: number
  readonly largeMs: number
  readonly times: number
  /** The same of its floor; null for what has none. */
  readonly floorTimes: number | null
  /** The medians of the first round, which met rows that lay on the disk, in ms. */
  readonly first: { readonly smallMs: number; readonly largeMs: number }
}

const ROUNDS = 15

/**
 * How times grow with the number of cases. Both sizes run at once and take turns in short rounds, so that neither has
 * the quieter or the warmer machine, and the middle round of each counts.
 */
export const measureGrowth = async (
  smallUrl: string,
  largeUrl: string,
  { dataDir, names, requests }: { dataDir: string; names: readonly string[]; requests: number },
): Promise<Record<string, Growth>> => {
  const small = await openBeside(smallUrl, dataDir)
  const large = await openBeside(largeUrl, dataDir)
  try {
    const result: Record<string, Growth> = {}
    for (const name of names) {
      const desks = await grown(
        side(small.desk, small.deskAsks[name]),
        side(large.desk, large.deskAsks[name]),
        requests,
      )
      const floors =
        small.floorAsks[name] &&
        (await grown(
          side(small.bare, small.floorAsks[name]),
          side(large.bare, large.floorAsks[name]),
          requests,
        ))
      result[name] = { ...desks, floorTimes: floors?.times ?? null }
    }
    return result
  } finally {
    await small.stop()
    await large.stop()
  }
}

const side = (child: Child, ask: ((turn: number) => Ask) | undefined): Side => {
  if (!ask) throw new Error('nothing of this name is asked')
  return { child, ask }
}

/** Compares two sides that were asked in turns. */
export const grown = async (
  small: Side,
  large: Side,
  requests: number,
  now = () => performance.now(),
): Promise<Omit<Growth, 'floorTimes'>> => {
  const [atSmall, atLarge] = [inRounds(small, requests, now), inRounds(large, requests, now)]
  // The longest by far: it compiles, and brings to hand all that is asked for after it. What a disk takes to find rows
  // that nobody read for months grows with no index.
  const first = { smallMs: round(await atSmall()), largeMs: round(await atLarge()) }
  const rounds: { small: number; large: number }[] = []
  while (rounds.length < ROUNDS) rounds.push({ small: await atSmall(), large: await atLarge() })
  const smallMs = middle(rounds.map((each) => each.small))
  const largeMs = middle(rounds.map((each) => each.large))
  return { smallMs: round(smallMs), largeMs: round(largeMs), times: round(largeMs / smallMs), first }
}

/** Each round asks for other cases of those that the first has met. @returns the round's median, in ms */
const inRounds = ({ child, ask }: Side, requests: number, now: () => number) => {
  let turn = 0
  return async (): Promise<number> => {
    const times: number[] = []
    const all = requests * 5
    const count = turn === 0 ? all : requests
    for (let asked = 0; asked < count; asked += 1) {
      const begun = now()
      await send(child.port, ask(turn++ % all))
      times.push(now() - begun)
    }
    return middle(times)
  }
}
