import type { Leg } from '../../../server/cases/contract.ts'

type Seconds = Pick<Leg, 'queueSeconds' | 'talkSeconds' | 'holdSeconds' | 'afterCallSeconds'>
export type Stretch = { kind: 'queue' | 'talk' | 'hold'; seconds: number }

/** The stretches of one leg as the customer lived through them; what we do after the call is not theirs. */
export function stretches(leg: Seconds): Stretch[] {
  const all: Stretch[] = [
    { kind: 'queue', seconds: leg.queueSeconds },
    { kind: 'talk', seconds: leg.talkSeconds },
    { kind: 'hold', seconds: leg.holdSeconds },
  ]
  return all.filter(({ seconds }) => seconds > 0)
}

export type CallSums = { total: number; waited: number; talked: number; people: number; wasCutOff: boolean }

/** A call in numbers, in seconds: how long it took the customer, and how much of it they only waited. */
export function callSums(legs: readonly (Seconds & Pick<Leg, 'staffName' | 'howEnded'>)[]): CallSums {
  const waited = sum(legs.map(({ queueSeconds, holdSeconds }) => queueSeconds + holdSeconds))
  const talked = sum(legs.map(({ talkSeconds }) => talkSeconds))
  return {
    waited,
    talked,
    total: waited + talked,
    people: new Set(legs.map(({ staffName }) => staffName)).size,
    wasCutOff: legs.some(({ howEnded }) => howEnded === 'disconnected'),
  }
}

function sum(values: number[]): number {
  return values.reduce((all, one) => all + one, 0)
}
