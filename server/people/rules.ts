import type { Reach, Role } from '../platform/contract/permission.ts'
import type { DutyTurn } from './contract.ts'

/** How far somebody sees when nobody said otherwise. */
export const usualReach = (role: Role): Reach => (role === 'agent' || role === 'lead' ? 'team' : 'all')

/** What most people pick first when they must pick something long. */
const common = new Set(
  `password passwort passwd admin administrator welcome willkommen qwerty qwertyuiop qwertzuiop asdfghjkl iloveyou
  letmein changeme secret geheim geheimnis default monkey dragon football baseball sunshine princess superman batman
  trustno master michael jordan hello hallo test testing regard service servicedesk helpdesk support company firma
  computer internet summer winter spring autumn sommer january februar monday`.split(/\s+/),
)

const MIN_DISTINCT = 5

/** The word inside: without the year and the exclamation mark around it, and with letters for `@`, `0`, `$`. */
const plain = (password: string): string =>
  password
    .toLowerCase()
    .replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replaceAll('4', 'a')
    .replaceAll('@', 'a')
    .replaceAll('0', 'o')
    .replaceAll('1', 'i')
    .replaceAll('3', 'e')
    .replaceAll('$', 's')
    .replaceAll(/[^\p{L}]/gu, '')

/** True for `aaaa`, `123456`, `987654`: each character follows from the one before by the same small step. */
const isRun = (text: string): boolean => {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)))
  return steps.size === 1 && Math.abs([...steps][0] ?? 9) <= 1
}

const repeats = (text: string): string => /^(.+?)\1+$/u.exec(text)?.[1] ?? text

/**
 * True for a password that is guessed first: a common word with decoration, a run, a repetition, or the
 * person's own name or address. `about` are words an attacker would know.
 */
export const isWeakPassword = (password: string, about: readonly string[] = []): boolean => {
  const lower = password.toLowerCase()
  if (new Set(lower).size < MIN_DISTINCT || isRun(lower)) return true
  const digits = lower.replaceAll(/\D/g, '')
  const letters = plain(lower)
  if (letters.length < 4 && digits.length > 0 && isRun(repeats(digits).slice(0, 8))) return true
  if (common.has(repeats(letters))) return true
  const known = about.flatMap((text) => [text, text.split('@')[0] ?? '']).map(plain)
  return known.some((word) => word.length >= 4 && repeats(letters) === word)
}

/** The first turn that overlaps an earlier one of its day, by its place in the list; null when none does. */
export const overlappingTurn = (turns: readonly DutyTurn[]): number | null => {
  const found = turns.findIndex((turn, index) =>
    turns
      .slice(0, index)
      .some(
        (other) =>
          other.weekday === turn.weekday &&
          other.fromMinute < turn.toMinute &&
          turn.fromMinute < other.toMinute,
      ),
  )
  return found === -1 ? null : found
}
