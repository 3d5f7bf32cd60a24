import { z } from 'zod'

/** One entry of a room's closed list of errors. */
export interface ErrorDefinition {
  readonly status: number
  /** What happened, what was kept, what to do: shown to the person as it stands. */
  readonly words: string
}

/** A refusal a person can act on. Anything else that is thrown is a defect and answers 500. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: string
  readonly status: number
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: string, definition: ErrorDefinition, extra: Readonly<Record<string, unknown>> = {}) {
    super(definition.words)
    this.code = code
    this.status = definition.status
    this.extra = extra
  }
}

/** Thrower for each error of a list: `throw caseErrors.notFound()`; extras go into the problem document. */
export type Errors<T extends Record<string, ErrorDefinition>> = {
  readonly [K in keyof T]: (extra?: Readonly<Record<string, unknown>>) => Refusal
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Turns a room's closed list into throwers whose codes read `room.error-name`. */
export const defineErrors = <T extends Record<string, ErrorDefinition>>(room: string, list: T): Errors<T> =>
  Object.fromEntries(
    Object.entries(list).map(([name, definition]) => [
      name,
      (extra = {}) => new Refusal(`${room}.${dashed(name)}`, definition, extra),
    ]),
  ) as Errors<T>

/** RFC 9457 problem document, the body of every error answer. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** Errors that any route may answer with. */
export const platformErrors = defineErrors('platform', {
  notFound: { status: 404, words: 'We could not find that, or it is not yours to see.' },
  signInNeeded: { status: 401, words: 'Please sign in. Nothing you wrote is lost.' },
  notAllowed: { status: 403, words: 'Your role does not allow this. Ask an administrator if it should.' },
  invalid: { status: 400, words: 'Something in the request does not fit. See the fields named here.' },
  foreignOrigin: { status: 403, words: 'This request came from another site and was refused.' },
  unsupportedMediaType: {
    status: 415,
    words: 'Send JSON as application/json, files as multipart/form-data.',
  },
  tooLarge: { status: 413, words: 'That is larger than this desk accepts.' },
  changedMeanwhile: {
    status: 412,
    words: 'Somebody changed this while you were editing. See the newer version, then save again.',
  },
  versionNeeded: { status: 428, words: 'Say which version you edited, in the If-Match header.' },
  keyReused: { status: 422, words: 'This idempotency key was used for a different request.' },
  shownOnce: {
    status: 409,
    words: 'This was done already, and its secret is shown only once. Make a new one if it was lost.',
  },
  tooMany: { status: 429, words: 'Too many tries. Please wait a little and try again.' },
  unavailable: {
    status: 503,
    words: 'The desk cannot reach its database. It keeps trying; nothing you saved is lost.',
  },
  diskFull: {
    status: 507,
    words: 'The disk is full. What was saved before is safe; ask your administrator for space.',
  },
  broken: { status: 500, words: 'Something broke on our side. It has been written down.' },
})
