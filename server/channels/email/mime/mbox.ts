/** One mail of an mbox. */
export interface MboxMail {
  /** As it was sent: no separator, no quoted From, lines that end with CR LF. */
  readonly bytes: Buffer
  /** From the separator: when it was delivered. */
  readonly at: Date | null
  /** Bytes of the file up to its end. */
  readonly end: number
}

const LF = 0x0a
const FROM = Buffer.from('From ')
// Senders differ; all separators but the oldest of Thunderbird's hold a time of day.
const SEPARATOR = /^From (?:.*\d\d:\d\d.*|- .*)?\r?\n?$/s
const HEADER = /^[!-9;-~]+[ \t]*:/
const LONGEST_SEPARATOR = 500

/** Lines with their ends; one that is longer than any memory should hold comes in pieces. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const LONGEST = 1024 * 1024
  let rest: Buffer[] = []
  let held = 0
  for await (const chunk of source) {
    let start = 0
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, at + 1)])
      rest = []
      held = 0
      start = at + 1
    }
    if (start < chunk.length) rest.push(chunk.subarray(start))
    held += chunk.length - start
    if (held > LONGEST) {
      yield Buffer.concat(rest)
      rest = []
      held = 0
    }
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}

const isSeparator = (line: Buffer): boolean =>
  line.length < LONGEST_SEPARATOR &&
  line.subarray(0, 5).equals(FROM) &&
  SEPARATOR.test(line.toString('latin1'))

const isBlank = (line: Buffer): boolean => line.length <= 2 && /^\r?\n$/.test(line.toString('latin1'))

const timeIn = (separator: string): Date | null => {
  const time = Date.parse(/\w{3} \w{3} [ \d]\d \d\d:\d\d.*/.exec(separator)?.[0] ?? '')
  return Number.isNaN(time) ? null : new Date(time)
}

/** A line without the mark that keeps it from looking like a separator, and with the end that mail has. */
const asSent = (line: Buffer): Buffer => {
  const isQuoted = line[0] === 0x3e && /^>+From /.test(line.toString('latin1', 0, 100))
  const plain = isQuoted ? line.subarray(1) : line
  if (plain.at(-1) !== LF || plain.at(-2) === 0x0d) return plain
  return Buffer.concat([plain.subarray(0, -1), Buffer.from('\r\n')])
}

/**
 * The mails of an mbox, one after the other, whatever its size. A line that says From divides only after an empty
 * line and before a header; Content-Length is not believed. A mail larger than `most` bytes is cut there.
 * @param start bytes of the file before what `source` begins with
 */
export async function* readMbox(
  source: AsyncIterable<Buffer>,
  { start = 0, most }: { start?: number; most: number },
): AsyncGenerator<MboxMail> {
  let mail: { at: Date | null; lines: Buffer[]; size: number } | null = null
  let separator: Buffer | null = null
  let [read, isAfterBlank] = [start, true]
  const add = (line: Buffer): void => {
    const sent = asSent(line)
    if (mail && mail.size <= most) mail.lines.push(sent)
    if (mail) mail.size += sent.length
  }
  const finished = (end: number): MboxMail | null => {
    if (!mail || mail.size === 0) return null
    const last = mail.lines.at(-1)
    // The empty line before the next separator belongs to the file, not to the mail.
    if (last && mail.lines.length > 1 && isBlank(last) && mail.size <= most) mail.lines.pop()
    return { bytes: Buffer.concat(mail.lines), at: mail.at, end }
  }
  for await (const line of linesOf(source)) {
    if (separator) {
      if (HEADER.test(line.toString('latin1', 0, 200)) || mail === null) {
        const whole = finished(read - separator.length)
        mail = { at: timeIn(separator.toString('latin1')), lines: [], size: 0 }
        if (whole) yield whole
      } else add(separator)
      separator = null
    }
    read += line.length
    if (isAfterBlank && isSeparator(line)) separator = line
    else {
      // What has no separator at its beginning is one mail by itself.
      mail ??= { at: null, lines: [], size: 0 }
      add(line)
    }
    isAfterBlank = isBlank(line)
  }
  if (separator && mail) add(separator)
  const whole = finished(read)
  if (whole) yield whole
}

/** Why a file is no mbox, in words for whoever chose it; null when it looks like one, or like a single mail. */
export const whyNoMbox = (beginning: Buffer): string | null => {
  if (beginning.length === 0) return 'The file is empty.'
  if (beginning.subarray(0, 2).toString('latin1') === 'PK' || beginning.readUInt16BE(0) === 0x1f8b)
    return 'It is a packed file. Unpack it first and choose the mbox inside.'
  const first = beginning.toString('latin1').split(/\r?\n/, 1)[0] ?? ''
  if (isSeparator(Buffer.from(`${first}\n`, 'latin1')) || HEADER.test(first)) return null
  return 'It does not begin like an mbox: its first line should start with "From ".'
}
