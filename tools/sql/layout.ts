/** Words that stay quoted when they name a column or table. */
const reserved = new Set([
  'user',
  'order',
  'group',
  'table',
  'end',
  'all',
  'to',
  'from',
  'when',
  'then',
  'default',
])

const breaks =
  /^(with|select|from|where|inner join|left join|join|group by|having|order by|limit|offset|for update|for no key update|returning|set|values|on conflict|union all|union|insert into|update|delete from)\b/i

/**
 * Lays out one compiled statement for reading: a clause a line, plain names without quotes. Lists whose length
 * depends on the call (`in (…)`, rows to insert) are shortened and the parameters counted anew, so that the text
 * depends on the form of the statement alone.
 */
export const layOut = (sql: string): string =>
  clauses(renumber(shorten(unquote(sql.trim().replace(/\s+/g, ' '))))).join('\n')

const unquote = (sql: string): string =>
  sql.replace(/"([a-z_][a-z0-9_]*)"/g, (quoted, name: string) => (reserved.has(name) ? quoted : name))

const shorten = (sql: string): string =>
  sql
    .replace(/\bin \((\$\d+)(?:, \$\d+)+\)/g, 'in ($1, …)')
    .replace(/(\bvalues (\([^()]*(?:\([^()]*\)[^()]*)*\)))(?:, \([^()]*(?:\([^()]*\)[^()]*)*\))+/g, '$1, …')

const renumber = (sql: string): string => {
  const numbers = new Map<string, string>()
  return sql.replace(/\$\d+/g, (parameter) => {
    const number = numbers.get(parameter) ?? `$${numbers.size + 1}`
    numbers.set(parameter, number)
    return number
  })
}

const clauses = (sql: string): string[] => {
  const lines: string[] = []
  let depth = 0
  let inText = false
  let start = 0
  for (let at = 0; at < sql.length; at += 1) {
    if (sql[at] === "'") inText = !inText
    if (inText) continue
    if (sql[at] === '(') depth += 1
    if (sql[at] === ')') depth -= 1
    if (depth === 0 && sql[at] === ' ' && breaks.test(sql.slice(at + 1))) {
      lines.push(sql.slice(start, at))
      start = at + 1
    }
  }
  return [...lines, sql.slice(start)].flatMap(wrap)
}

/** Long lists of columns are broken after a comma. */
const wrap = (line: string): string[] => {
  if (line.length <= 110) return [line]
  const parts: string[] = []
  let current = ''
  for (const piece of line.split(/(?<=, )/)) {
    if (current.length + piece.length > 108 && current !== '') {
      parts.push(current.trimEnd())
      current = '  '
    }
    current += piece
  }
  return [...parts, current]
}
