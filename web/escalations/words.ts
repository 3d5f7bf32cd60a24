import { type I18n, i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Answer, Condition, ConditionKind, Guideline } from '../../server/escalations/contract.ts'
import type { EventWords } from '../cases/parts.ts'
import { targetText } from '../clocks/target.ts'

const ordinals = [
  msg`first`,
  msg`second`,
  msg`third`,
  msg`fourth`,
  msg`fifth`,
  msg`sixth`,
  msg`seventh`,
  msg`eighth`,
  msg`ninth`,
  msg`tenth`,
]

/** The most that one can choose in words; the interface for programs knows larger numbers. */
export const mostInWords = ordinals.length

/** “second”, “third”; a large number as a number. */
export const ordinal = (i18n: I18n, count: number): string => {
  const word = ordinals[count - 1]
  return word ? i18n._(word) : `${count}.`
}

/** When help is asked for, as one says it. */
export const conditionWords = (i18n: I18n, condition: Condition): MessageDescriptor => {
  switch (condition.kind) {
    case 'hand-offs': {
      const nth = ordinal(i18n, condition.atLeast)
      return condition.between === 'teams'
        ? msg`After the ${nth} hand-off between teams`
        : msg`After the ${nth} hand-off between people`
    }
    case 'ping-pong':
      return condition.between === 'teams'
        ? msg`When it goes back and forth between two teams`
        : msg`When it goes back and forth between two people`
    case 'contacts': {
      const nth = ordinal(i18n, condition.atLeast)
      return msg`At the ${nth} contact for the same need`
    }
    case 'waiting': {
      const time = targetText(condition.minutes)
      return msg`When the customer has waited for ${time}`
    }
    case 'promise-broken':
      return msg`When a promise is broken`
    case 'words': {
      const words = condition.words.map((word) => `“${word}”`).join(', ')
      return msg`When the customer writes ${words}`
    }
    case 'manager-asked':
      return msg`When the customer asks for a manager`
    case 'dissatisfied':
      return msg`When the customer says that it is not solved`
  }
}

/** What happened on this case, now that help is asked for. `said` is the customer's word. */
export const happenedWords = (i18n: I18n, condition: Condition, said: string): MessageDescriptor => {
  switch (condition.kind) {
    case 'hand-offs': {
      const nth = ordinal(i18n, condition.atLeast)
      return condition.between === 'teams'
        ? msg`This is the ${nth} hand-off between teams.`
        : msg`This is the ${nth} hand-off between people.`
    }
    case 'ping-pong':
      return condition.between === 'teams'
        ? msg`This goes back and forth between two teams.`
        : msg`This goes back and forth between two people.`
    case 'contacts': {
      const nth = ordinal(i18n, condition.atLeast)
      return msg`This is the ${nth} contact for the same need.`
    }
    case 'waiting': {
      const time = targetText(condition.minutes)
      return msg`The customer has waited for more than ${time}.`
    }
    case 'promise-broken':
      return msg`A promise to the customer was broken.`
    case 'words':
      return msg`The customer wrote “${said}”.`
    case 'manager-asked':
      return msg`The customer asks for a manager.`
    case 'dissatisfied':
      return msg`The customer says that it is not solved.`
  }
}

/** The conditions by name, in the order in which they are offered. */
export const kindWords: Record<ConditionKind, MessageDescriptor> = {
  'hand-offs': msg`it is handed on`,
  'ping-pong': msg`it goes back and forth`,
  contacts: msg`the customer comes again for the same need`,
  waiting: msg`the customer waits too long`,
  'promise-broken': msg`a promise is broken`,
  words: msg`the customer uses certain words`,
  'manager-asked': msg`the customer asks for a manager`,
  dissatisfied: msg`the customer says that it is not solved`,
}
export const conditionKinds = Object.keys(kindWords) as ConditionKind[]

/** Whom a guideline asks. */
export const askWords = ({ ask, askName, askLeft }: Guideline): MessageDescriptor => {
  const name = askName ?? ''
  if (ask.kind === 'owner') return msg`asks the owner`
  if (ask.kind === 'lead') return msg`asks the lead on duty`
  if (ask.kind === 'team') return msg`asks the lead on duty of ${name}`
  return askLeft ? msg`asks the lead on duty, because ${name} has left` : msg`asks ${name}`
}

export const answerWords: Record<Answer, MessageDescriptor> = {
  'took-on': msg`I take it on`,
  helped: msg`I helped`,
  'not-needed': msg`Not needed`,
}

const asRecord = (value: unknown): Condition | null =>
  typeof value === 'object' && value !== null && 'kind' in value ? (value as Condition) : null

/** The quiet lines of guidelines in the conversation. */
export const escalationWords: EventWords = ({ event, actorName, attributes }) => {
  const condition = asRecord(attributes.condition)
  const name = String(attributes.askedName ?? '')
  const words = String(attributes.words ?? '')
  const why = condition ? i18n._(conditionWords(i18n, condition)) : ''
  switch (event) {
    case 'escalations.asked':
      return msg`${why}: ${name} was asked for help`
    case 'escalations.passed-on':
      return msg`${name} is asked for help now`
    case 'escalations.answered':
      if (attributes.answer === 'took-on') return msg`${actorName} takes it on: “${words}”`
      if (attributes.answer === 'helped') return msg`${actorName} helped: “${words}”`
      return msg`${actorName} says that no help is needed: “${words}”`
    default:
      return null
  }
}
