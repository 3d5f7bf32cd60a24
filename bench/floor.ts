// The floor: the least that could answer with the same rows. No rights, no checks, no types.
import { createServer } from 'node:http'
import pg from 'pg'
import { answerParent } from './child.ts'
import { listSql, openSql, storySql } from './floor-sql.ts'

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: 10 })
const answerOf = async (asked: URLSearchParams): Promise<unknown> => {
  const [id, story] = [asked.get('id'), asked.get('story')]
  if (id) return (await pool.query({ ...openSql, values: [id] })).rows[0]
  if (!story) return { items: (await pool.query(listSql)).rows }
  const parts = await Promise.all(storySql.map((part) => pool.query({ ...part, values: [story] })))
  return parts.map(({ rows }) => rows)
}

const server = createServer(async (request, response) => {
  const body = JSON.stringify(await answerOf(new URL(request.url ?? '/', 'http://floor').searchParams))
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  answerParent(typeof address === 'object' && address ? address.port : 0)
})
