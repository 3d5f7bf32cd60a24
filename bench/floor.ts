// The floor: the least that could answer with the same rows. No rights, no checks, no types.
import { createServer } from 'node:http'
import pg from 'pg'
import { answerParent } from './child.ts'
import { listSql, openSql } from './floor-sql.ts'

const pool = new pg.Pool({ connectionString: process.env.BENCH_DATABASE, max: 10 })
const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://floor')
  const id = url.searchParams.get('id')
  const { rows } = id ? await pool.query({ ...openSql, values: [id] }) : await pool.query(listSql)
  const body = JSON.stringify(id ? rows[0] : { items: rows })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  answerParent(typeof address === 'object' && address ? address.port : 0)
})
