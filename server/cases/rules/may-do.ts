import { finishedStates } from '../contract.ts'
import { stateAfter } from '../rules.ts'
import { isTakeable, type Standing } from './standing.ts'

/** Who asks what they may do: what their role and token allow at all, and what the case is to them. */
export interface Reader {
  readonly writes: boolean
  /** False for who was asked in only to read and write notes. */
  readonly serves: boolean
  readonly closes: boolean
  readonly leads: boolean
  readonly owns: boolean
}

/** What a reader may do next. */
export const mayDo = (standing: Standing, { writes, serves, closes, leads, owns }: Reader) => {
  const notes = writes && !standing.merged
  const alive = notes && serves
  const underWay = alive && !finishedStates.has(standing.state)
  return {
    reply: alive,
    note: notes,
    take: writes && serves && isTakeable(standing),
    close: closes && serves && !standing.merged && stateAfter(standing.state, 'close') !== null,
    reopen: alive && stateAfter(standing.state, 'reopen') !== null,
    regroup: alive,
    handOver: underWay && (owns || leads),
    takeOver: underWay && leads && !owns,
    help: alive,
    propose: alive && stateAfter(standing.state, 'propose') !== null,
  }
}
