/** The waiting parts of a leg, in seconds. */
export interface LegTimes {
  readonly queueSeconds: number
  readonly talkSeconds: number
  readonly holdSeconds: number
  readonly afterCallSeconds: number
}

/** A word in writing, or a talk: by whom and when. */
export interface Utterance {
  readonly by: 'customer' | 'us'
  readonly at: Date
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const secondsBetween = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / 1000)

/** What a customer waited on the line for one need (methods.md 3.8). A transfer resets nothing. */
export const waitsOf = (legs: readonly LegTimes[]) => {
  const queueSeconds = sum(legs.map((leg) => leg.queueSeconds))
  const holdSeconds = sum(legs.map((leg) => leg.holdSeconds))
  return {
    queueSeconds,
    longestQueueSeconds: Math.max(0, ...legs.map((leg) => leg.queueSeconds)),
    holdSeconds,
    waitingSeconds: queueSeconds + holdSeconds,
    handleSeconds: holdSeconds + sum(legs.map((leg) => leg.talkSeconds)),
    afterCallSeconds: sum(legs.map((leg) => leg.afterCallSeconds)),
  }
}

/**
 * Longest time in seconds between a customer's word and our next one (methods.md 3.8); words in the order of time.
 * @param waitingAt the present moment while a customer still waits for our word, otherwise null
 */
export const longestSilence = (words: readonly Utterance[], waitingAt: Date | null): number => {
  let since: Date | null = null
  let longest = 0
  for (const { by, at } of words) {
    if (by === 'customer') since ??= at
    else if (since) {
      longest = Math.max(longest, secondsBetween(since, at))
      since = null
    }
  }
  return since && waitingAt ? Math.max(longest, secondsBetween(since, waitingAt)) : longest
}

/** A call from the first ring to the last word. */
export interface Call {
  readonly from: Date
  readonly to: Date
  readonly wasCutOff: boolean
}

const RECONNECT_SECONDS = 30 * 60

/** The customer's own time on the phone, and between the calls (methods.md section 12); calls in the order of time. */
export const callTimes = (calls: readonly Call[]) => {
  const gaps = calls.slice(1).map((call, index) => ({
    seconds: secondsBetween(calls[index]?.to ?? call.from, call.from),
    afterCutOff: calls[index]?.wasCutOff ?? false,
  }))
  return {
    customerSeconds: sum(calls.map(({ from, to }) => secondsBetween(from, to))),
    gapSeconds: gaps.map(({ seconds }) => seconds),
    reconnects: gaps.filter(({ seconds, afterCutOff }) => afterCutOff && seconds <= RECONNECT_SECONDS).length,
  }
}
