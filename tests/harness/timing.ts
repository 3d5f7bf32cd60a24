type Work = () => Promise<unknown>

const ROUNDS = 3

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

const timeOf = async (work: Work): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** Each pair is run back to back, in turns one or the other first: what slows the machine down slows both. */
const differenceOnce = async (one: Work, other: Work, pairs: number): Promise<number> => {
  const differences: number[] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = await timeOf(pair % 2 === 0 ? one : other)
    const second = await timeOf(pair % 2 === 0 ? other : one)
    differences.push(pair % 2 === 0 ? first - second : second - first)
  }
  return Math.abs(median(differences))
}

/**
 * By how many milliseconds the two differ, as somebody could tell who asks often. A busy machine may invent a
 * difference, so up to three rounds are made until one is below `enough`; a real one is there in each of them.
 */
export const timeDifference = async (
  one: Work,
  other: Work,
  { enough, pairs = 60 }: { enough: number; pairs?: number },
): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS && least >= enough; round += 1)
    least = Math.min(least, await differenceOnce(one, other, pairs))
  return least
}
