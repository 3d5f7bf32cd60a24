import type {
  Condition,
  ConditionKind,
  Guideline,
  NewGuideline,
  Whom,
} from '../../server/escalations/contract.ts'
import { targetIn, targetText } from '../clocks/target.ts'

/** A guideline while it is written: everything one may have typed, whichever condition is chosen now. */
export type Draft = {
  teamId: number | null
  kind: ConditionKind
  handOffs: number
  contacts: number
  between: 'teams' | 'people'
  time: string
  words: string
  ask: Whom['kind']
  staffId: number | null
  askTeamId: number | null
}

const fresh: Omit<Draft, 'teamId'> = {
  ...{ kind: 'words', handOffs: 2, contacts: 3, between: 'teams', time: '4 h', words: '' },
  ...{ ask: 'lead', staffId: null, askTeamId: null },
}

/** What stands in the editor at first; a new guideline is for `teamId`. */
export function draftOf(guideline: Guideline | null, teamId: number | null): Draft {
  if (!guideline) return { ...fresh, teamId }
  const { condition, ask, team } = guideline
  return {
    ...fresh,
    teamId: team?.id ?? null,
    kind: condition.kind,
    ...(condition.kind === 'hand-offs' && { handOffs: condition.atLeast, between: condition.between }),
    ...(condition.kind === 'ping-pong' && { between: condition.between }),
    ...(condition.kind === 'contacts' && { contacts: condition.atLeast }),
    ...(condition.kind === 'waiting' && { time: targetText(condition.minutes) }),
    ...(condition.kind === 'words' && { words: condition.words.join(', ') }),
    ask: ask.kind,
    ...(ask.kind === 'person' && { staffId: ask.staffId }),
    ...(ask.kind === 'team' && { askTeamId: ask.teamId }),
  }
}

/** Words and phrases as they were typed, between commas or on lines of their own, each once. */
export const wordsIn = (typed: string): string[] => [
  ...new Set(typed.split(/[,;\n،、，]/).flatMap((word) => word.trim() || [])),
]

const conditionIn = ({ kind, handOffs, contacts, between, time, words }: Draft): Condition | null => {
  switch (kind) {
    case 'hand-offs':
      return { kind, atLeast: handOffs, between }
    case 'ping-pong':
      return { kind, between }
    case 'contacts':
      return { kind, atLeast: contacts }
    case 'waiting': {
      const minutes = targetIn(time)
      return minutes ? { kind, minutes } : null
    }
    case 'words':
      return wordsIn(words).length > 0 ? { kind, words: wordsIn(words) } : null
    default:
      return { kind }
  }
}

const whomIn = ({ ask, staffId, askTeamId }: Draft): Whom | null => {
  if (ask === 'person') return staffId === null ? null : { kind: ask, staffId }
  if (ask === 'team') return askTeamId === null ? null : { kind: ask, teamId: askTeamId }
  return { kind: ask }
}

/** What is missing before it can be kept, or null. */
export const missingIn = (draft: Draft): 'time' | 'words' | 'whom' | null => {
  if (conditionIn(draft) === null) return draft.kind === 'waiting' ? 'time' : 'words'
  return whomIn(draft) === null ? 'whom' : null
}

/** The guideline as it is kept; null while something is missing. */
export function guidelineIn(draft: Draft, advice: string, isOn: boolean): NewGuideline | null {
  const [condition, ask] = [conditionIn(draft), whomIn(draft)]
  return condition && ask && { teamId: draft.teamId, condition, advice, ask, isOn }
}
