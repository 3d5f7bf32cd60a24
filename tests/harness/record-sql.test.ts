import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from '../../server/platform/db/pool.ts'
import { eventsAfter } from '../../server/platform/journal/queries.ts'
import { createTestDatabase } from './database.ts'
import { writeStatements } from './record-sql.ts'

test('a statement is recorded with the function of queries.ts that made it', async () => {
  const { url } = await createTestDatabase()
  const connection = connect(url, 1, 'test')
  try {
    await eventsAfter(connection.db, { xid: '0', seq: 0 }, 7)
  } finally {
    await connection.close()
  }
  const name = `tests/harness/planted-${process.pid}`
  writeStatements(join(process.cwd(), name))
  const file = join(process.cwd(), '.stamp/sql', `${name.replaceAll('/', '-')}.jsonl`)
  const [line = ''] = readFileSync(file, 'utf8').split('\n')
  rmSync(file)
  expect(JSON.parse(line)).toEqual({
    path: 'server/platform/journal/queries.ts',
    functions: ['eventsAfter'],
    sql: expect.stringMatching(/^select "seq", .* from "journal" where \(xid, seq\) > /),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})
