import type pg from 'pg'

/** The part of pg's connection that COPY needs; its published types leave it out. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sync(): void
}

export type CopyValue = string | number | boolean | Date | null

/**
 * Writes many rows with one COPY, several times faster than inserts. `columns` are separated by commas. Values are written as PostgreSQL reads
 * them; pass arrays and JSON as their text.
 */
export const copyRows = (
  client: pg.Client,
  table: string,
  columns: string,
  rows: readonly (readonly CopyValue[])[],
): Promise<void> =>
  rows.length === 0
    ? Promise.resolve()
    : new Promise((resolve, reject) => {
        const copy = new Copy(`copy ${table} (${columns}) from stdin`, rows, (error) =>
          error ? reject(error) : resolve(),
        )
        client.query(copy as unknown as pg.Submittable)
      })

const LINES_AT_ONCE = 2_000
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const field = (value: CopyValue): string => {
  if (value === null) return '\\N'
  if (typeof value === 'string') return value.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? '')
  return value instanceof Date ? value.toISOString() : String(value)
}

/** Speaks the protocol's side of one COPY, in the form in which pg runs queries of its own. */
class Copy {
  readonly #text: string
  readonly #rows: readonly (readonly CopyValue[])[]
  readonly #done: (error: Error | null) => void
  #error: Error | null = null

  constructor(text: string, rows: readonly (readonly CopyValue[])[], done: (error: Error | null) => void) {
    this.#text = text
    this.#rows = rows
    this.#done = done
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#text)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    for (let from = 0; from < this.#rows.length; from += LINES_AT_ONCE) {
      const lines = this.#rows.slice(from, from + LINES_AT_ONCE).map((row) => row.map(field).join('\t'))
      connection.sendCopyFromChunk(Buffer.from(`${lines.join('\n')}\n`))
    }
    connection.endCopyFrom()
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#error = error
    // pg calls nothing more of a query that failed.
    this.#done(error)
  }

  handleReadyForQuery(): void {
    if (!this.#error) this.#done(null)
  }
}
