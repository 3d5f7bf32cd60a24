import type { Child } from './child.ts'
import { type Ask, send } from './load.ts'
import { round } from './round.ts'

/** Processor time of one request at the desk and at its floor, in ms, and how many times the floor's it is. */
export interface Ratio {
  readonly deskCpuMs: number
  readonly floorCpuMs: number
  readonly ratio: number
}

export interface Side {
  readonly child: Child
  readonly ask: (turn: number) => Ask
}

const CLIENTS = 8
const ROUNDS = 15
/** What both are asked before it counts: a server runs for weeks, so its first seconds of compiling say little. */
const WARM = 2_000

/**
 * Processor time beside the floor. The two take turns in short rounds, so that whatever else the machine does meets
 * both alike, and the middle round of each counts.
 */
export const measureRatio = async (
  desk: Side,
  floor: Side,
  requests: number,
  warm = WARM,
): Promise<Ratio> => {
  await cpuOf(desk, warm)
  await cpuOf(floor, warm)
  const rounds: { desk: number; floor: number }[] = []
  while (rounds.length < ROUNDS)
    rounds.push({ desk: await cpuOf(desk, requests), floor: await cpuOf(floor, requests) })
  const deskCpuMs = middle(rounds.map((each) => each.desk))
  const floorCpuMs = middle(rounds.map((each) => each.floor))
  const ratio = round(deskCpuMs / floorCpuMs)
  return { deskCpuMs: round(deskCpuMs), floorCpuMs: round(floorCpuMs), ratio }
}

const cpuOf = async ({ child, ask }: Side, requests: number): Promise<number> => {
  const before = await child.usage()
  let turn = 0
  const client = async () => {
    while (turn < requests) await send(child.port, ask(turn++))
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return ((await child.usage()).cpuMs - before.cpuMs) / requests
}

/** The value in the middle, so that one disturbed round does not count; 0 of none. */
export const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
