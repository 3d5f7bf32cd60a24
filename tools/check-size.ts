import { type Gate, projectRoot, runAsProgram } from './lib/gate.ts'
import { readModules } from './lib/modules.ts'
import { measureSizes, percentile, type Sizes } from './sizes/measure.ts'

/** The budgets of docs/STYLE.md, in lines; ratios are lines of test for each line of source. */
export const budgets = {
  file: { median: 70, ninetyFifth: 250, most: 400 },
  function: { ninetyFifth: 40, most: 80 },
  action: { files: 10, lines: 900 },
  testRatio: { server: 1, browser: 0.5 },
}

/** Checks that files, functions and the reading of one action stay small, and that nothing escapes the types. */
export const checkSize: Gate = async ({ root }) => sizeFaults(measureSizes(readModules(root)))

/** Complaints about sizes over budget; the largest offenders first. */
export const sizeFaults = (sizes: Sizes): string[] => [
  ...over('median file', percentile(sizes.files, 0.5), budgets.file.median),
  ...over('95th of 100 files', percentile(sizes.files, 0.95), budgets.file.ninetyFifth),
  ...over('95th of 100 functions', percentile(sizes.functions, 0.95), budgets.function.ninetyFifth),
  ...tooLong([...sizes.files, ...sizes.tests], 'file', budgets.file.most),
  ...tooLong(sizes.functions, 'function', budgets.function.most),
  ...sizes.escapes,
  ...sizes.readings.flatMap(({ action, files, lines }) =>
    files.length > budgets.action.files || lines > budgets.action.lines
      ? [
          `${action}: following it takes ${files.length} files and ${lines} lines (${files.slice(1).join(', ')})`,
        ]
      : [],
  ),
  ...under('server', sizes.testRatio.server, budgets.testRatio.server),
  ...under('browser', sizes.testRatio.browser, budgets.testRatio.browser),
]

const over = (what: string, lines: number, budget: number): string[] =>
  lines > budget ? [`the ${what} has ${lines} lines, the budget is ${budget}`] : []

const tooLong = (
  sizes: readonly { where: string; lines: number }[],
  what: string,
  budget: number,
): string[] =>
  sizes
    .filter(({ lines }) => lines > budget)
    .sort((a, b) => b.lines - a.lines)
    .map(({ where, lines }) => `${where}: a ${what} of ${lines} lines, the budget is ${budget}`)

const under = (where: string, ratio: number | null, budget: number): string[] =>
  ratio !== null && ratio < budget
    ? [`${where}: ${ratio.toFixed(3)} lines of test for each line of source, the budget is ${budget}`]
    : []

/** The measured sizes in a few lines, for `tsx tools/check-size.ts --report`. */
export const sizeReport = (sizes: Sizes): string =>
  [
    `files      ${sizes.files.length}: median ${percentile(sizes.files, 0.5)}, 95th ${percentile(sizes.files, 0.95)}, most ${percentile(sizes.files, 1)}`,
    `functions  ${sizes.functions.length}: 95th ${percentile(sizes.functions, 0.95)}, most ${percentile(sizes.functions, 1)}`,
    `actions    ${sizes.readings.length}: most files ${Math.max(0, ...sizes.readings.map(({ files }) => files.length))}, most lines ${Math.max(0, ...sizes.readings.map(({ lines }) => lines))}`,
    `test lines for each line of source: server ${sizes.testRatio.server?.toFixed(2) ?? '-'}, browser ${sizes.testRatio.browser?.toFixed(2) ?? '-'}`,
  ].join('\n')

if (process.argv.includes('--report')) console.log(sizeReport(measureSizes(readModules(projectRoot))))
await runAsProgram(import.meta.url, checkSize)
