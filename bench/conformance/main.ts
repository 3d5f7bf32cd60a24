import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stopReaders } from '../../server/channels/email/index.ts'
import { installRoot } from '../../server/platform/places.ts'
import { runSets } from './run-sets.ts'
import { isMet } from './set.ts'
import { mailSets } from './sets/index.ts'
import { tableOf } from './table.ts'

const USAGE = 'npm run conformance -- mail [--data DIR] [--json]'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** A folder with one folder for each set. */
    data: { type: 'string', default: join(installRoot, '..', 'shared', 'data') },
    json: { type: 'boolean', default: false },
  },
})

const conform = async (): Promise<number> => {
  if (positionals.join() !== 'mail') {
    console.error(`There is one kind so far, mail: ${USAGE}`)
    return 2
  }
  const { results, absent } = await runSets(mailSets, resolve(values.data))
  await stopReaders()
  const isAllMet = results.every(isMet)
  const told = { isMet: isAllMet, sets: results.map((each) => ({ ...each, isMet: isMet(each) })), absent }
  console.log(values.json ? JSON.stringify(told, null, 2) : tableOf(results, absent))
  return isAllMet ? 0 : 1
}

process.exitCode = await conform()
