import type { Course } from '../../cases/index.ts'

/** A hand-off that was accepted: from then on somebody else has it. */
export interface AcceptedHandOff {
  readonly at: Date
  readonly fromStaffId: number
  readonly fromTeam: string
  readonly toStaffId: number
  readonly toTeam: string
}

/** How a need went: what was said, and what was handed over. */
export interface Travelled extends Course {
  readonly handOffs: readonly AcceptedHandOff[]
}

type Between = 'teams' | 'people'

interface Part {
  readonly agent: string
  readonly group: string | null
  readonly at: Date
}

/** Whoever served or accepted it, in the order of time; the first giver too, where nobody's team was known before. */
const partsOf = ({ servings, handOffs: [first, ...later] }: Travelled): Part[] => {
  if (!first) return [...servings]
  const wasKnown = servings.some(({ at, group }) => group !== null && at < first.at)
  const giver = { at: first.at, agent: `#${first.fromStaffId}`, group: first.fromTeam }
  const receivers = [first, ...later].map(({ at, toStaffId, toTeam }) => ({
    ...{ at, agent: `#${toStaffId}`, group: toTeam },
  }))
  const parts = [...servings, ...(wasKnown ? [] : [giver]), ...receivers]
  return parts.sort((a, b) => +a.at - +b.at)
}

interface Step {
  readonly who: string
  readonly at: Date
}

/** Changes of hands in their order, equal neighbours as one. A turn of which nobody knows the team is no change. */
const stepsOf = (travelled: Travelled, between: Between): Step[] => {
  const steps: Step[] = []
  for (const { agent, group, at } of partsOf(travelled)) {
    const who = between === 'people' ? agent : group
    if (who !== null && who !== steps.at(-1)?.who) steps.push({ who, at })
  }
  return steps
}

/** When it changed hands for the nth time; null when it has not yet (methods.md 3.5). */
export const handOffMoment = (travelled: Travelled, between: Between, nth: number): Date | null =>
  stepsOf(travelled, between)[nth]?.at ?? null

/** When it first came straight back: A-B-A (methods.md 3.5). */
export const pingPongMoment = (travelled: Travelled, between: Between): Date | null => {
  const steps = stepsOf(travelled, between)
  return steps.find(({ who }, index) => index >= 2 && who === steps[index - 2]?.who)?.at ?? null
}

/** When the customer came for the nth time. */
export const contactMoment = ({ comings }: Course, nth: number): Date | null =>
  [...comings].sort((a, b) => +a - +b)[nth - 1] ?? null
