import type pg from 'pg'

/**
 * Takes the next `count` numbers of a sequence and returns the first: nobody else will get them. Altering a
 * sequence, even to what it is, keeps everybody from it until the transaction ends; `setval` alone does not.
 */
export const reserve = async (client: pg.Client, sequence: string, count: number): Promise<number> => {
  await client.query('begin')
  try {
    await client.query(`alter sequence ${client.escapeIdentifier(sequence)} increment by 1`)
    const { rows } = await client.query<{ last: number }>(
      'select setval($1::regclass, nextval($1::regclass) + $2) as last',
      [sequence, count],
    )
    await client.query('commit')
    return Number(rows[0]?.last) - count
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
