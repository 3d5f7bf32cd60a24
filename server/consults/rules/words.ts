const LONGEST = 240

/** A text in quotation marks on one line, cut where it is long. */
const quoted = (text: string): string => {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()]
  const shown = characters.slice(0, LONGEST).join('').trimEnd()
  return `“${shown}${characters.length > LONGEST ? '…' : ''}”`
}

/** Why a case stands in "Needs me now" of who is asked; `asker` is null when Regard asks by a guideline. */
export const askingWords = (asker: string | null, question: string): string =>
  asker === null ? `Your help is asked for: ${quoted(question)}` : `${asker} asks you: ${quoted(question)}`

/** What whoever asked is told in the same place. */
export const endWords = (end: {
  readonly state: 'answered' | 'declined' | 'withdrawn'
  readonly by: string
  readonly words: string
}): string => {
  if (end.state === 'answered') return `${end.by} answered: ${quoted(end.words)}`
  if (end.state === 'declined') return `${end.by} cannot help with this: ${quoted(end.words)}`
  return `Your question to ${end.by} ended without an answer`
}

const ended: Readonly<Record<string, string>> = {
  closed: 'The case was closed meanwhile, and the question ended with it.',
  solved: 'The customer said meanwhile that it is solved, and the question ended with it.',
  merged: 'The case was merged into another one meanwhile, and the question ended with it.',
  left: 'Who was asked no longer works here.',
}

/** What became of a question, for whoever comes second. */
export const outcomeWords = (consult: {
  readonly state: string
  readonly because: string | null
  readonly ended_by_name: string | null
}): string => {
  const name = consult.ended_by_name ?? 'Somebody'
  if (consult.state === 'answered') return `${name} answered this meanwhile.`
  if (consult.state === 'declined') return `${name} said meanwhile that they cannot help.`
  return ended[consult.because ?? ''] ?? `${name} took the question back meanwhile.`
}
