import type pg from 'pg'

/** Takes the next `count` numbers of a sequence and returns the first: nobody else will get them. */
export const reserve = async (client: pg.Client, sequence: string, count: number): Promise<number> => {
  const { rows } = await client.query<{ last: number }>(
    'select setval($1::regclass, nextval($1::regclass) + $2) as last',
    [sequence, count],
  )
  return Number(rows[0]?.last) - count
}
