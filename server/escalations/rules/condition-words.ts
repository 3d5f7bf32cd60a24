import type { Condition } from '../contract.ts'

const ordinals = [
  ...['First', 'Second', 'Third', 'Fourth', 'Fifth'],
  ...['Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth'],
]
const nth = (count: number, what: string): string => {
  const ordinal = ordinals[count - 1]
  return ordinal ? `${ordinal} ${what}` : `${what[0]?.toUpperCase()}${what.slice(1)} ${count}`
}

const duration = (minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ')
}

/** Why help is asked for, for the list of whoever is asked. `said` is the word that the customer used. */
export const conditionWords = (condition: Condition, said: string): string => {
  switch (condition.kind) {
    case 'hand-offs':
      return `${nth(condition.atLeast, 'hand-off')} between ${condition.between}`
    case 'ping-pong':
      return `Back and forth between ${condition.between}`
    case 'contacts':
      return `${nth(condition.atLeast, 'contact')} for the same need`
    case 'waiting':
      return `The customer waits for over ${duration(condition.minutes)}`
    case 'promise-broken':
      return 'A promise was broken'
    case 'words':
      return `The customer wrote “${said}”`
    case 'manager-asked':
      return 'The customer asks for a manager'
    case 'dissatisfied':
      return 'The customer says it is not solved'
  }
}
