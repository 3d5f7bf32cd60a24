import type { Random } from './random.ts'
import type { Surroundings } from './surroundings.ts'
import { RARE_WORD, type Texts } from './texts.ts'

export const TURNS = 3
const MINUTE = 60_000
const TWO_YEARS = 2 * 365 * 24 * 60 * MINUTE
/** As many of the newest cases are under way; what is older has come to an end. */
const UNDER_WAY = 3_000
const RARE_CASES = 7
const TAGS = [
  'billing',
  'router',
  'moving',
  'contract',
  'porting',
  'refund',
  'slow',
  'delivery',
  'visit',
  'thanks',
]
const ENDS = ['solved', 'solved', 'solved', 'unconfirmed', 'closed-without-solution'] as const
const STARTS = ['new', 'open', 'open', 'waiting-for-customer'] as const

export interface World {
  readonly random: Random
  readonly texts: Texts
  readonly around: Surroundings
  /** The present, in milliseconds. */
  readonly now: number
  /** How many cases there will be. */
  readonly cases: number
}

/** One thing said. */
export interface Turn {
  readonly byCustomer: boolean
  readonly at: Date
  readonly text: string
}

/** What a seeded case is about, before it is rows. */
export interface Imagined {
  readonly need: string
  readonly language: string
  readonly teamId: number
  readonly owner: { readonly id: number; readonly name: string }
  readonly customer: { readonly id: number; readonly name: string; readonly organisationId: number | null }
  readonly state: (typeof ENDS | typeof STARTS)[number]
  readonly tags: readonly string[]
  readonly turns: readonly Turn[]
}

/** Thinks up the case at `place`, counted from the oldest, 0. */
export const imagine = (world: World, place: number): Imagined => {
  const { random, texts, around, cases } = world
  const speaker = texts.speaker(random)
  const team = random.pick(around.teams)
  const state = random.pick(cases - place <= UNDER_WAY ? STARTS : ENDS)
  const ownerId = state === 'new' ? team.dutyLeadId : random.pick(team.memberIds)
  const customer = random.whole(around.customers.length)
  const { name = '', organisationId = null } = around.customers[customer] ?? {}
  const rare = place % Math.ceil(cases / RARE_CASES) === 0
  return {
    need: `${texts.need(random, speaker)}${rare ? ` ${RARE_WORD}` : ''}`,
    language: speaker.language.code,
    teamId: team.id,
    owner: { id: ownerId, name: around.staffNames.get(ownerId) ?? '' },
    customer: { id: around.firstCustomer + customer, name, organisationId },
    state,
    tags: random.next() < 0.5 ? [random.pick(TAGS)] : [],
    turns: turnsOf(world, place, () => texts.message(random, speaker), state === 'new' || state === 'open'),
  }
}

/** The customer begins; when they also have the last word, they wait for us. */
const turnsOf = (
  { random, now, cases }: World,
  place: number,
  say: () => string,
  customerWaits: boolean,
): Turn[] => {
  // Evenly over two years, the newest a few minutes ago.
  let at = now - ((cases - place) / cases) * TWO_YEARS
  return Array.from({ length: TURNS }, (_, turn) => {
    if (turn > 0) at += (5 + random.whole(600)) * MINUTE
    const byCustomer = turn === 0 || (turn === TURNS - 1 && customerWaits)
    return { byCustomer, at: new Date(Math.min(now, Math.round(at))), text: say() }
  })
}
