import { companyKinds, companyNames, firstNames, lastNames } from '../../seed/names.ts'
import { type Random, randomFrom } from '../../seed/random.ts'
import { type Colleague, type ColleagueKey, colleagues, type TeamKey } from '../company.ts'
import { type Everyday, everydayNeeds, openings, thanks } from './needs.ts'

const DAYS = 60
const DAY_MS = 24 * 3_600_000
const MINUTE_MS = 60_000

export interface Writer {
  readonly name: string
  readonly address: string
}

/** One everyday case: what was written when, by whom, and how it ended. */
export interface EverydayCase {
  readonly writer: Writer
  readonly team: TeamKey
  readonly need: string
  readonly words: readonly {
    readonly by: 'customer' | ColleagueKey
    readonly at: Date
    readonly text: string
  }[]
  /** A case that came by phone: its only talk, in minutes. */
  readonly call: { readonly by: ColleagueKey; readonly queue: number; readonly talk: number } | null
  readonly ends: 'solved' | 'unconfirmed' | null
}

export interface Company {
  readonly name: string
  readonly domain: string
}

/** Many small companies and few large ones, as everywhere. */
export const imagineCompanies = (count: number): Company[] => {
  const random = randomFrom(7)
  return Array.from({ length: count }, (_, index) => {
    const name = `${random.pick(companyNames)} ${random.pick(companyKinds)}`
    return { name: `${name} ${index + 1}`, domain: `${slug(name)}-${index + 1}.example` }
  })
}

const slug = (words: string): string =>
  words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '')

const imagineWriter = (random: Random, companies: readonly Company[], index: number): Writer => {
  const [first, last] = [random.pick(firstNames), random.pick(lastNames)]
  // The square puts a third of the staff of all companies into the first ninth of them.
  const company = companies[Math.floor(random.next() ** 2 * companies.length)]
  const domain = company && random.next() < 0.4 ? company.domain : 'customers.example'
  return { name: `${first} ${last}`, address: `${slug(first)}.${slug(last)}${index}@${domain}` }
}

const servingIn = (team: TeamKey): ColleagueKey[] =>
  (Object.keys(colleagues) as ColleagueKey[]).filter((key) => {
    const { role, teams }: Colleague = colleagues[key]
    return role !== 'admin' && role !== 'leader' && teams.includes(team)
  })

/** Working hours, a little earlier and later; Sundays are quiet by nature of the numbers. */
const momentIn = (random: Random, day: number, now: Date): Date => {
  const midnight = new Date(now.getTime() - day * DAY_MS)
  midnight.setUTCHours(0, 0, 0, 0)
  return new Date(midnight.getTime() + (7 * 60 + random.whole(12 * 60)) * MINUTE_MS + random.whole(60_000))
}

const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS)

/**
 * Sixty days of everyday cases before `now`, the oldest first: always the same for the same moment and number.
 */
export const imagineLife = (count: number, now: Date): EverydayCase[] => {
  const random = randomFrom(60)
  const companies = imagineCompanies(companyCount(count))
  const writers = Array.from({ length: Math.ceil(count / 3) }, (_, index) =>
    imagineWriter(random, companies, index),
  )
  const cases = Array.from({ length: count }, () => {
    const at = momentIn(random, 2 + random.whole(DAYS - 2), now)
    return imagineCase(random, random.pick(writers), at)
  })
  return cases.sort((a, b) => (a.words[0]?.at.getTime() ?? 0) - (b.words[0]?.at.getTime() ?? 0))
}

/** As many companies as belong to so many cases. */
export const companyCount = (cases: number): number => Math.max(1, Math.round(cases / 40))

const imagineCase = (random: Random, writer: Writer, at: Date): EverydayCase => {
  const { team, ...told }: Everyday = random.pick(everydayNeeds)
  const own = String(48_000_000 + random.whole(1_000_000))
  const fill = (text: string) => text.replaceAll('{x}', own)
  const by = random.pick(servingIn(team))
  const first = colleagues[by].name.split(' ')[0] ?? ''
  const letter = (opening: string, text: string, end: string) => `${opening},\n\n${fill(text)}\n\n${end}\n`
  const asks = letter(random.pick(openings), told.asks, `${random.pick(thanks)}\n${writer.name}`)
  const answered = after(at, 8 + random.whole(random.next() < 0.8 ? 240 : 1_500))
  const answer = letter(`Dear ${writer.name.split(' ')[0]}`, told.answer, colleagues[by].name)
  const words: EverydayCase['words'][number][] = [
    { by: 'customer', at, text: asks },
    { by, at: answered, text: answer },
  ]
  if (random.next() < 0.3) {
    const asked = after(answered, 60 + random.whole(900))
    words.push({ by: 'customer', at: asked, text: letter(`Dear ${first}`, told.asksOn, writer.name) })
    const text = letter(
      `Dear ${writer.name.split(' ')[0]}`,
      'gladly, I have seen to it.',
      colleagues[by].name,
    )
    words.push({ by, at: after(asked, 10 + random.whole(180)), text })
  }
  const isCall = random.next() < 0.12
  const end = random.next()
  return {
    ...{ writer, team, need: fill(told.need) },
    words: isCall ? words.slice(0, 1) : words,
    call: isCall ? { by, queue: 1 + random.whole(9), talk: 3 + random.whole(14) } : null,
    ends: end < 0.78 ? 'solved' : end < 0.97 ? 'unconfirmed' : null,
  }
}
