import { finishedStates } from '../contract.ts'
import { stateAfter } from '../rules.ts'
import { isTakeable, type Standing } from './standing.ts'

/** Who asks what they may do: what their role and token allow at all, and what the case is to them. */
export interface Reader {
  readonly writes: boolean
  readonly closes: boolean
  readonly leads: boolean
  readonly owns: boolean
}

/** What a reader may do next. */
export const mayDo = (standing: Standing, { writes, closes, leads, owns }: Reader) => {
  const alive = writes && !standing.merged
  const underWay = alive && !finishedStates.has(standing.state)
  return {
    reply: alive,
    note: alive,
    take: writes && isTakeable(standing),
    close: closes && !standing.merged && stateAfter(standing.state, 'close') !== null,
    reopen: alive && stateAfter(standing.state, 'reopen') !== null,
    regroup: alive,
    handOver: underWay && (owns || leads),
    takeOver: underWay && leads && !owns,
    help: alive,
    propose: alive && stateAfter(standing.state, 'propose') !== null,
  }
}
