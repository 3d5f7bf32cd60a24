import { afterAll, expect } from 'vitest'
import { closeEverything } from './closing.ts'
import { dropTestDatabases } from './database.ts'
import { findLeaks, rememberResources } from './leaks.ts'
import { recordStatements, writeStatements } from './record-sql.ts'

const before = rememberResources()
recordStatements()

/** Runs after the file's own clean-up: what is still open now was forgotten by the tests or by our code. */
afterAll(async () => {
  await closeEverything()
  writeStatements(expect.getState().testPath ?? 'unknown')
  const leaks = [...(await dropTestDatabases()), ...(await findLeaks(before))]
  if (leaks.length) throw new Error(`This file leaves something open:\n  ${leaks.join('\n  ')}`)
})
