import { z } from 'zod'

/** A row's number, as in every address of the API. */
export const idSchema = z.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** An id in a path or query, where everything arrives as text. */
export const idText = z
  .string()
  .regex(/^[1-9]\d{0,15}$/, 'must be a positive whole number')
  .transform(Number)
  .refine(Number.isSafeInteger, 'is too large')

/** An instant, ISO 8601 in UTC with milliseconds. */
export const timeSchema = z.iso.datetime({ offset: true })

/** One trimmed line a person may leave empty: no control characters, at most `max` characters. */
export const lineOrNothing = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !hasControl(text), 'must be one line without control characters')
    .refine((text) => text.isWellFormed(), 'must be whole characters')

/** One trimmed line a person typed: no control characters, 1 to `max` characters. */
export const line = (max: number) => lineOrNothing(max).min(1, 'must not be empty')

// Written as a scan because a character class of control characters is easily misread.
const hasControl = (text: string): boolean => {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 32 || code === 127) return true
  }
  return false
}

/** Longer text with line breaks; NUL and half characters are refused because PostgreSQL cannot keep them. */
export const prose = (max: number) =>
  z
    .string()
    .max(max, `must be at most ${max} characters`)
    .refine((text) => !text.includes('\0'), 'must not contain NUL')
    .refine((text) => text.isWellFormed(), 'must be whole characters')

export const emailSchema = z.email({ pattern: z.regexes.html5Email }).max(254)

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** A name of the IANA time zone database, e.g. `Europe/Berlin`. */
export const timeZoneSchema = line(60).refine(isTimeZone, 'is not a time zone such as Europe/Berlin')

/** A language, BCP 47, e.g. `de` or `pt-BR`. */
export const localeSchema = line(20).refine(isLocale, 'is not a language such as de or pt-BR')

/** The body of a page: `next` is the cursor for `?after=`, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })

/** The query of every list. */
export const pageQuery = z.strictObject({
  after: z.string().max(400).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(200))
    .optional(),
})

export const noContent = z.null()

type Changes<S extends Readonly<Record<string, z.ZodType>>> = {
  [K in keyof S]: z.ZodOptional<S[K] extends z.ZodDefault<infer Inner extends z.ZodType> ? Inner : S[K]>
}

/**
 * The body of a PATCH: the same fields, each left as it is when it is not named. Zod's own `partial()` keeps
 * defaults, and would empty what a change does not name.
 */
export const changeOf = <S extends Readonly<Record<string, z.ZodType>>>(schema: z.ZodObject<S>) => {
  const fields = Object.entries(schema.shape).map(([name, field]) => [
    name,
    z.optional(field instanceof z.ZodDefault ? field.unwrap() : field),
  ])
  return z.strictObject(Object.fromEntries(fields) as Changes<S>)
}
