import { z } from 'zod'
import { idSchema, line, prose, timeSchema } from '../../platform/contract/schemas.ts'

/** Hand-offs are counted between teams or between people (methods.md 3.5). */
const between = z.enum(['teams', 'people'])
const count = (least: number) => z.number().int().min(least).max(100)
const hasLetter = (words: string): boolean => /[\p{L}\p{N}]/u.test(words)

/** When somebody is asked for help: one condition over the live journey of a need. */
export const conditionSchema = z.discriminatedUnion('kind', [
  /** It changed hands so often. */
  z.strictObject({ kind: z.literal('hand-offs'), atLeast: count(1), between }),
  /** It came straight back: A-B-A. */
  z.strictObject({ kind: z.literal('ping-pong'), between }),
  /** The customer came to us so often. */
  z.strictObject({ kind: z.literal('contacts'), atLeast: count(2) }),
  /** The customer has waited so long for a word of ours, in open hours of the team. */
  z.strictObject({ kind: z.literal('waiting'), minutes: z.number().int().min(1).max(525_600) }),
  z.strictObject({ kind: z.literal('promise-broken') }),
  /** The customer wrote one of these words or phrases, whole, whatever the case and accents. */
  z.strictObject({
    kind: z.literal('words'),
    words: z
      .array(line(80).refine(hasLetter, 'must hold a letter or a digit'))
      .min(1, 'name at least one word')
      .max(200, 'name at most 200 words'),
  }),
  /** The customer asked for somebody with more say. */
  z.strictObject({ kind: z.literal('manager-asked') }),
  /** The customer said that a proposed solution is none. */
  z.strictObject({ kind: z.literal('dissatisfied') }),
])
export type Condition = z.infer<typeof conditionSchema>
export type ConditionKind = Condition['kind']

/** Who is asked: the lead on duty in the case's team, its owner, somebody by name, or another team's lead on duty. */
export const whomSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lead') }),
  z.strictObject({ kind: z.literal('owner') }),
  z.strictObject({ kind: z.literal('person'), staffId: idSchema }),
  z.strictObject({ kind: z.literal('team'), teamId: idSchema }),
])
export type Whom = z.infer<typeof whomSchema>

export const newGuidelineSchema = z.strictObject({
  /** Null: for all teams. */
  teamId: idSchema.nullable(),
  condition: conditionSchema,
  /** What to do, for whoever is asked. */
  advice: prose(1000).trim().min(1, 'must not be empty: say what to do'),
  ask: whomSchema,
  isOn: z.boolean(),
})
export type NewGuideline = z.output<typeof newGuidelineSchema>
export const changeGuidelineSchema = newGuidelineSchema.partial()

export const guidelineSchema = z.object({
  id: idSchema,
  team: z.object({ id: idSchema, name: z.string() }).nullable(),
  condition: conditionSchema,
  advice: z.string(),
  ask: whomSchema,
  /** The name of the person or team that is asked; null for the lead on duty and the owner. */
  askName: z.string().nullable(),
  /** True where the person who is asked has left: then the lead on duty is. */
  askLeft: z.boolean(),
  isOn: z.boolean(),
  version: z.number().int(),
  /** What the reader may do with it. */
  may: z.object({ change: z.boolean() }),
})
export type Guideline = z.infer<typeof guidelineSchema>
export const guidelineListSchema = z.object({
  items: z.array(guidelineSchema),
  /** How soon it was answered when one fired, in the cases the reader sees (methods.md 3.14). */
  timeliness: z.object({
    /** Share answered within 15 minutes; null when none fired. */
    share: z.number().nullable(),
    n: z.number().int(),
    days: z.number().int(),
  }),
})
export type GuidelineList = z.infer<typeof guidelineListSchema>

export const answers = ['took-on', 'helped', 'not-needed'] as const
export type Answer = (typeof answers)[number]

const person = z.object({ id: idSchema, name: z.string() })
/** A guideline fired on a case. */
export const escalationSchema = z.object({
  id: idSchema,
  condition: conditionSchema,
  advice: z.string(),
  /** Which of the guideline's words the customer used; empty where it is not about words. */
  said: z.string(),
  happenedAt: timeSchema,
  askedAt: timeSchema,
  asked: person,
  answered: z.object({ by: person, at: timeSchema, answer: z.enum(answers), words: z.string() }).nullable(),
  may: z.object({ answer: z.boolean() }),
})
export type Escalation = z.infer<typeof escalationSchema>
export const escalationListSchema = z.object({ items: z.array(escalationSchema) })

export const answerSchema = z.strictObject({
  answer: z.enum(answers),
  /** What was done, or why nothing is needed: the owner reads it. */
  words: prose(1000).trim().min(1, 'must not be empty: the owner reads it'),
})
export type NewAnswer = z.output<typeof answerSchema>
