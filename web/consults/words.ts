import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Consult, Ending } from '../../server/consults/contract.ts'
import type { EventWords } from '../cases/parts.ts'
import type { Tone } from '../kit/chip.tsx'

const LONGEST = 140

/** A question as one line, cut where it is long. */
export function short(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()]
  if (characters.length <= LONGEST) return characters.join('')
  return `${characters.slice(0, LONGEST).join('').trimEnd()}…`
}

export const stateWords: Record<Consult['state'], MessageDescriptor> = {
  asked: msg`not answered yet`,
  answered: msg`answered`,
  declined: msg`cannot help`,
  withdrawn: msg`ended`,
}
export const stateTones: Record<Consult['state'], Tone> = {
  asked: 'accent',
  answered: 'good',
  declined: 'plain',
  withdrawn: 'plain',
}

const endingWords: Record<Exclude<Ending, 'withdrawn'>, MessageDescriptor> = {
  closed: msg`The case was closed before there was an answer.`,
  solved: msg`The customer said that it is solved before there was an answer.`,
  merged: msg`The case was merged into another one before there was an answer.`,
  left: msg`Who was asked no longer works here. Ask somebody else.`,
}

/** What became of a question that has ended, in a sentence. */
export function outcomeOf({ state, because, endedBy, to }: Consult): MessageDescriptor {
  const name = endedBy?.name ?? to.name
  if (state === 'answered') return msg`${name} answered.`
  if (state === 'declined') return msg`${name} cannot help with this.`
  if (because === null || because === 'withdrawn') return msg`${name} took the question back.`
  return endingWords[because]
}

/** The quiet lines of questions in the conversation; an answer stands below its line as a note. */
export const consultWords: EventWords = ({ event, actorName, attributes }) => {
  const [name, team] = [String(attributes.toName ?? ''), attributes.teamName]
  const question = short(String(attributes.question ?? ''))
  const words = String(attributes.words ?? '')
  switch (event) {
    case 'consults.asked':
      return typeof team === 'string'
        ? msg`${actorName} asked ${team} for help (${name} is on duty): “${question}”`
        : msg`${actorName} asked ${name} for help: “${question}”`
    case 'consults.answered':
      return msg`${actorName} answered “${question}”`
    case 'consults.declined':
      return msg`${actorName} cannot help with “${question}”: “${words}”`
    case 'consults.withdrawn':
      return attributes.because === 'withdrawn'
        ? msg`${actorName} took the question to ${name} back`
        : msg`The question to ${name} ended without an answer`
    default:
      return null
  }
}
