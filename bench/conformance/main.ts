import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stopReaders } from '../../server/channels/email/index.ts'
import { installRoot } from '../../server/platform/places.ts'
import { conformCalls } from './calls.ts'
import { runSets } from './run-sets.ts'
import { isMet } from './set.ts'
import { mailSets } from './sets/index.ts'
import { tableOf } from './table.ts'

const USAGE = 'npm run conformance -- mail|calls [--data DIR] [--json]'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** A folder with one folder for each set. */
    data: { type: 'string', default: join(installRoot, '..', 'shared', 'data') },
    json: { type: 'boolean', default: false },
  },
})

const conformMail = async (dataDir: string): Promise<boolean> => {
  const { results, absent } = await runSets(mailSets, dataDir)
  await stopReaders()
  const isAllMet = results.every(isMet)
  const told = { isMet: isAllMet, sets: results.map((each) => ({ ...each, isMet: isMet(each) })), absent }
  console.log(values.json ? JSON.stringify(told, null, 2) : tableOf(results, absent))
  return isAllMet
}

const conformAllCalls = async (dataDir: string): Promise<boolean> => {
  const measures = await conformCalls(dataDir)
  const isAllMet = measures?.every(({ expected, found }) => expected === found) ?? true
  if (values.json)
    console.log(JSON.stringify({ isMet: isAllMet, isAbsent: measures === null, measures }, null, 2))
  else if (measures === null) console.log('calls-bank-1999 is not present.')
  else console.table(measures)
  return isAllMet
}

const kinds = { mail: conformMail, calls: conformAllCalls }

const conform = async (): Promise<number> => {
  const kind = Object.entries(kinds).find(([name]) => name === positionals.join())?.[1]
  if (!kind) {
    console.error(USAGE)
    return 2
  }
  return (await kind(resolve(values.data))) ? 0 : 1
}

process.exitCode = await conform()
