/** One line of what a mail server found out, e.g. `dkim=pass header.d=example.org`. */
export interface MethodResult {
  readonly method: string
  readonly result: string
  /** By lower-case `type.property`, e.g. `header.d`. */
  readonly properties: Readonly<Record<string, string>>
}

/** An Authentication-Results header (RFC 8601). Anybody can write one. */
export interface ReportedResults {
  /** Who claims to have checked, in lower case. */
  readonly server: string
  /** Stands above every Received line: only the server that handed the mail to us can have put it there. */
  readonly isOutermost: boolean
  readonly results: readonly MethodResult[]
}

const LONGEST = 8_000
const MOST = 20
const MOST_RESULTS = 50

/** Takes comments out, which may stand anywhere and inside each other; quoted text is no comment. */
const withoutComments = (text: string): string => {
  let depth = 0
  let isQuoted = false
  let kept = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    const pair = sign === '\\' ? sign + (text[at + 1] ?? '') : sign
    if (pair.length > 1) at += 1
    else if (sign === '"' && depth === 0) isQuoted = !isQuoted
    else if (sign === '(' && !isQuoted) depth += 1
    if (depth === 0) kept += pair
    if (sign === ')' && !isQuoted && depth > 0) depth -= 1
  }
  return kept
}

/** Words and the signs between them; a quoted text is one word without its marks. */
const tokens = (text: string): string[] =>
  [...text.matchAll(/"((?:[^"\\]|\\.)*)"|[^\s;="]+|[;=]/g)].map(
    ([whole, quoted]) => quoted?.replace(/\\(.)/g, '$1') ?? whole,
  )

const split = (all: readonly string[]): string[][] => {
  const lines: string[][] = [[]]
  for (const token of all) {
    if (token === ';') lines.push([])
    else lines.at(-1)?.push(token)
  }
  return lines
}

const resultOf = (line: readonly string[]): MethodResult | null => {
  const [method, equals, result] = line
  if (!method || equals !== '=' || !result) return null
  const properties: Record<string, string> = {}
  for (let at = 3; at + 2 < line.length; at += 1) {
    const [name, sign, value] = line.slice(at, at + 3)
    if (name && sign === '=' && value) properties[name.toLowerCase()] ??= value.toLowerCase()
  }
  return { method: method.toLowerCase().replace(/\/.*/, ''), result: result.toLowerCase(), properties }
}

const reportOf = (value: string, isOutermost: boolean): ReportedResults => {
  const [[server = ''] = [], ...lines] = split(tokens(withoutComments(value.slice(0, LONGEST))))
  const results = lines
    .slice(0, MOST_RESULTS)
    .map(resultOf)
    .filter((each) => each !== null)
  return { server: server.toLowerCase(), isOutermost, results }
}

const WRITERS = new Set(['from', 'sender', 'to', 'cc', 'subject', 'date', 'message-id', 'mime-version'])

/**
 * What servers on the way say they found out, topmost first. What stands below a header that its writer made was
 * part of the mail before any server saw it.
 * @param headers from the top, with names in lower case
 */
export const reportedResults = (
  headers: readonly { readonly key: string; readonly value: string }[],
): ReportedResults[] => {
  const end = headers.findIndex(({ key }) => WRITERS.has(key))
  const trace = end < 0 ? headers : headers.slice(0, end)
  const received = trace.findIndex(({ key }) => key === 'received')
  return trace
    .map(({ key, value }, at) => ({ key, value, isOutermost: received >= 0 && at < received }))
    .filter(({ key }) => key === 'authentication-results')
    .slice(0, MOST)
    .map(({ value, isOutermost }) => reportOf(value, isOutermost))
}
