import { checkBoundaries } from './check-boundaries.ts'
import { checkBundles } from './check-bundles.ts'
import { checkSize } from './check-size.ts'
import { checkSchema } from './dump-schema.ts'
import { projectRoot } from './lib/gate.ts'
import { type Line, type Outcome, program, runLanes } from './lib/lines.ts'
import { checkSqlSnapshots } from './snapshot-sql.ts'
import { checkDocuments } from './write-documents.ts'

/** Everything `npm run check` looks at. What regenerates files comes first, so that the rest sees the new ones. */
const own: Line[] = [
  { name: 'schema', gate: checkSchema },
  { name: 'SQL snapshots', gate: checkSqlSnapshots },
  { name: 'generated documents', gate: checkDocuments },
  { name: 'boundaries', gate: checkBoundaries },
  { name: 'sizes', gate: checkSize },
  { name: 'bundle sizes', gate: checkBundles },
]

const programs: Line[] = [
  { name: 'format and lint', gate: program('biome', ['ci', '--colors=off', '.'], ['check', '--write', '.']) },
  { name: 'types', gate: program('tsc', ['-p', 'tsconfig.json']) },
  { name: 'types of the web', gate: program('tsc', ['-p', 'web/tsconfig.json']) },
  { name: 'dead code', gate: program('knip', ['--no-progress']) },
]

const tell = ({ name, complaints, milliseconds }: Outcome): void =>
  console.log(`${complaints.length === 0 ? '✓' : '✗'} ${name} (${(milliseconds / 1000).toFixed(1)} s)`)

const options = { root: projectRoot, fix: process.argv.includes('--fix') }
const outcomes = await runLanes([own, programs], options, tell)
const red = outcomes.filter(({ complaints }) => complaints.length > 0)
for (const { name, complaints } of red) console.log(`\n${name}:\n  ${complaints.join('\n  ')}`)
if (red.length > 0) {
  console.log(
    `\n${red.length} of ${outcomes.length} lines are red: ${red.map(({ name }) => name).join(', ')}.`,
  )
  process.exitCode = 1
} else {
  console.log(`\nAll ${outcomes.length} lines are green.`)
}
