import { isMet, LIMIT_MS, type SetResult } from './set.ts'

const WIDTHS = [30, 7, 8, 9, 12, 9, 0]

const row = (...cells: readonly string[]): string =>
  cells
    .map((cell, n) => cell.padEnd(WIDTHS[n] ?? 0))
    .join('')
    .trimEnd()

const verdict = (result: SetResult): string => {
  const share = result.cases === 0 ? 0 : result.passed / result.cases
  const wanted = `${Math.round(result.target * 1000) / 10} %`
  if (isMet(result)) return `met (${wanted})`
  const why = [
    share < result.target ? `${Math.floor(share * 1000) / 10} % of ${wanted}` : '',
    result.crashes > 0 ? 'crashes' : '',
    result.slowestMs > LIMIT_MS ? `slower than ${LIMIT_MS} ms` : '',
  ]
  return `MISSED (${why.filter(Boolean).join(', ') || 'no cases'})`
}

const line = (result: SetResult): string =>
  row(
    result.set,
    String(result.cases),
    String(result.passed),
    String(result.failed.length),
    String(result.slowestMs),
    String(result.crashes),
    verdict(result),
  )

/** The table by set, and below each set's line what it read wrong. */
export const tableOf = (results: readonly SetResult[], absent: readonly string[]): string =>
  [
    row('set', 'cases', 'passed', 'failed', 'slowest ms', 'crashes', 'target'),
    ...results.flatMap((result) => [
      line(result),
      ...result.failed.map(({ name, why }) => `  ${name}: ${why}`),
    ]),
    ...absent.map((name) => `${name.padEnd(WIDTHS[0] ?? 0)}not present`),
  ].join('\n')
