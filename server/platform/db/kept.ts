import type { Compilable, CompiledQuery, RawBuilder } from 'kysely'
import { keep } from './keeping-pool.ts'
import type { Database } from './pool.ts'

// Reads that are asked all the time. Each connection parses and plans them once and keeps them under a name. Only for
// statements whose best plan does not depend on what is asked, such as everything of one case: the database may settle
// on one plan for all.

/** Runs a kept statement that has a few forms, one for each kind of reader. */
export const keptRows = async <Row>(db: Database, query: RawBuilder<Row> | Compilable<Row>): Promise<Row[]> =>
  (await db.executeQuery(keep(query.compile(db)))).rows

/** Stands in a statement for what each call gives. */
const PLACE: unknown = Symbol('given by each call')

/**
 * A kept statement of one form that is asked for one thing, such as a case's id; put together at its first call only.
 * @param build may put what it is given into the statement, but not look at it
 */
export const keptStatement = <Row, Given>(build: (given: Given) => RawBuilder<Row>) => {
  let compiled: CompiledQuery<Row> | undefined
  return async (db: Database, given: Given): Promise<Row[]> => {
    compiled ??= keep(build(PLACE as Given).compile(db))
    const parameters = compiled.parameters.map((each) => (each === PLACE ? given : each))
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows
  }
}
