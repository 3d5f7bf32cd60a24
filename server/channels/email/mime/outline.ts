/** One part of a raw mail: where its head and its body lie, as offsets into the bytes. */
export interface OutlinePart {
  readonly headStart: number
  /** Just behind the last header line; the empty line follows. */
  readonly headEnd: number
  readonly bodyStart: number
  readonly bodyEnd: number
  /** True for a multipart whose boundary stands somewhere below it. */
  readonly isDivided: boolean
  /** True for a part behind others in a `multipart/mixed`. */
  readonly isBehindOthers: boolean
}

/** A line that divides the mail, and how it should have been written. */
export interface Delimiter {
  readonly start: number
  readonly end: number
  readonly line: string
}

export interface Outline {
  readonly parts: readonly OutlinePart[]
  readonly delimiters: readonly Delimiter[]
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] }
type Open = Writable<OutlinePart>

interface Boundary {
  readonly value: string
  readonly part: Open
  readonly isMixed: boolean
  children: number
}

const MOST_PARTS = 2_000
const MOST_BOUNDARIES = 100
const LONGEST_HEAD = 256 * 1024
const LONGEST_LINE = 1_000

/** The first value of a header in a head (Latin-1), unfolded; null when it is not there. */
export const headerIn = (head: string, name: string): string | null => {
  const found = new RegExp(`^${name}[ \\t]*:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]
  return found === undefined ? null : found.replace(/\r?\n[ \t]*/g, ' ').trim()
}

const TYPE = /^content-type[ \t]*:.*(?:\r?\n[ \t].*)*/gim

/** The type a head states; of several the last, which was written by the program that knew. */
export const typeIn = (head: string): string => headerIn(head.match(TYPE)?.at(-1) ?? '', 'content-type') ?? ''

/** The boundary that a multipart's type names. */
const boundaryIn = (type: string): string | null => {
  if (!/^multipart\//i.test(type)) return null
  const found = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(type)
  return found?.[1] || found?.[2] || null
}

interface Found {
  /** Place in the open boundaries. */
  readonly index: number
  readonly isLast: boolean
  /** What should stand there; null when it does. */
  readonly line: string | null
}

/** Finds the parts of a raw mail in one pass over its lines. */
class Outliner {
  readonly #bytes: Buffer
  readonly #parts: Open[] = []
  readonly #delimiters: Delimiter[] = []
  readonly #open: Boundary[] = []
  readonly #known = new Set<string>()
  #part: Open | null
  #isMessage = false

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#part = this.#begin(0, false)
  }

  /** @returns null when there are too many parts to look into */
  run(): Outline | null {
    for (let at = 0; at < this.#bytes.length; ) {
      const newline = this.#bytes.indexOf(0x0a, at)
      const next = newline < 0 ? this.#bytes.length : newline + 1
      if (!this.#line(at, next)) return null
      at = next
    }
    if (this.#part) finish(this.#part, this.#bytes.length)
    return { parts: this.#parts, delimiters: this.#delimiters }
  }

  #line(at: number, next: number): boolean {
    const found = this.#open.length > 0 ? this.#delimiterAt(at, next) : null
    if (found) this.#divide(found, at, next)
    else if (this.#part && this.#part.headEnd < 0 && this.#isBlank(at, next)) return this.#endHead(at, next)
    return this.#parts.length <= MOST_PARTS
  }

  #begin(at: number, isBehindOthers: boolean): Open {
    const part = {
      ...{ headStart: at, headEnd: -1, bodyStart: -1, bodyEnd: this.#bytes.length },
      ...{ isDivided: false, isBehindOthers },
    }
    this.#parts.push(part)
    return part
  }

  #divide({ index, isLast, line }: Found, at: number, next: number): void {
    const boundary = this.#open[index]
    if (!boundary) return
    if (this.#part) finish(this.#part, at)
    if (line !== null) this.#delimiters.push({ start: at, end: next, line })
    this.#open.length = isLast ? index : index + 1
    boundary.part.isDivided = true
    boundary.children += 1
    this.#isMessage = false
    this.#part = isLast ? null : this.#begin(next, boundary.isMixed && boundary.children > 1)
  }

  #endHead(at: number, next: number): boolean {
    const part = this.#part
    if (!part || at - part.headStart > LONGEST_HEAD || this.#open.length > MOST_BOUNDARIES) return false
    part.headEnd = at
    part.bodyStart = next
    const type = typeIn(this.#bytes.toString('latin1', part.headStart, at))
    this.#isMessage = /^message\//i.test(type)
    const value = boundaryIn(type)
    if (value) this.#open.push({ value, part, isMixed: /^multipart\/mixed/i.test(type), children: 0 })
    if (value) this.#known.add(value)
    return true
  }

  #isBlank(at: number, next: number): boolean {
    return next - at === 1 || (next - at === 2 && this.#bytes[at] === 0x0d)
  }

  #delimiterAt(at: number, next: number): Found | null {
    const isLastLine = next === this.#bytes.length
    if (!isLastLine && (this.#bytes[at] !== 0x2d || this.#bytes[at + 1] !== 0x2d)) return null
    const line = this.#bytes.toString('latin1', at, Math.min(next, at + LONGEST_LINE)).trimEnd()
    if (!line.startsWith('--')) return this.#closedInLine(line)
    return this.#exactly(line) ?? this.#ofClosed(line) ?? this.#atStartOf(line)
  }

  /** As it should be; the innermost first. */
  #exactly(line: string): Found | null {
    const index = this.#open.findLastIndex(({ value }) => line === `--${value}` || line === `--${value}--`)
    const value = this.#open[index]?.value
    return value === undefined ? null : { index, isLast: line === `--${value}--`, line: null }
  }

  /** Of a multipart that an outer delimiter has ended: nobody's words, so it divides where we are. */
  #ofClosed(line: string): Found | null {
    const index = this.#open.length - 1
    const isNext = this.#known.has(line.slice(2))
    return isNext && this.#open[index] ? this.#mended(index, false) : null
  }

  /** More behind the boundary on its line, which RFC 2046 tells readers to bear. Mails inside have their own. */
  #atStartOf(line: string): Found | null {
    if (this.#isMessage) return null
    const index = this.#open.findLastIndex(({ value }) => line.startsWith(`--${value}`))
    const value = this.#open[index]?.value
    return value === undefined ? null : this.#mended(index, line.startsWith(`--${value}--`))
  }

  /** The last line of all, on which the words end with the closing delimiter. */
  #closedInLine(line: string): Found | null {
    const index = this.#open.findLastIndex(({ value }) => line.endsWith(`--${value}--`))
    const value = this.#open[index]?.value
    if (value === undefined) return null
    return { index, isLast: true, line: `${line.slice(0, -value.length - 4)}\r\n--${value}--\r\n` }
  }

  #mended(index: number, isLast: boolean): Found {
    return { index, isLast, line: `--${this.#open[index]?.value ?? ''}${isLast ? '--' : ''}\r\n` }
  }
}

const finish = (part: Open, at: number): void => {
  part.bodyEnd = at
  if (part.headEnd >= 0) return
  part.headEnd = at
  part.bodyStart = at
}

/**
 * Finds the parts of a raw mail without decoding anything; null when there are too many to look into. A mail
 * within the mail counts as one part.
 */
export const outlineOf = (bytes: Buffer): Outline | null => new Outliner(bytes).run()
