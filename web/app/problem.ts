export type FieldProblem = { path: string; message: string }

/** An answer of the server that is not a success (RFC 9457), or status 0 when no answer came at all. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly fields: FieldProblem[]
  /** The whole answer: a conflict carries the current state in it. */
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(text(body.title) ?? 'The desk did not answer')
    this.name = 'Problem'
    this.status = status
    this.code = text(body.code) ?? (status === 0 ? 'web.offline' : 'web.unknown')
    this.detail = text(body.detail)
    this.fields = Array.isArray(body.fields) ? body.fields.filter(isField) : []
    this.body = body
  }
}

/** True when an error is an answer with this code. */
export function isProblem(error: unknown, code: string): error is Problem {
  return error instanceof Problem && error.code === code
}

/** What to tell the reader about any error: the server's own words where it has some. */
export function wordsOf(error: unknown, otherwise: string): string {
  if (!(error instanceof Problem)) return otherwise
  return error.fields[0]?.message ?? error.detail ?? (error.status > 0 ? error.message : otherwise)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isField(value: unknown): value is FieldProblem {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value
}
