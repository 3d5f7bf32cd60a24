import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { closeLater } from '../tests/harness/closing.ts'
import { addressesIn, weighFirstPage } from './first-page.ts'

const html = `<head><script>inline()</script><script type="module" crossorigin src="/assets/a.js"></script>
  <link rel="modulepreload" crossorigin href="/assets/b.js"><link rel="stylesheet" href="/assets/c.css">
  <link rel="modulepreload" href="/assets/b.js"></head>`

test('a page is what it names in its head, each thing once', () => {
  expect(addressesIn(html)).toEqual(['/assets/a.js', '/assets/b.js', '/assets/c.css'])
})

const serve = async (files: Record<string, string>): Promise<string> => {
  const server = createServer((request, response) => {
    const body = files[request.url ?? '']
    response.writeHead(body === undefined ? 404 : 200).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closeLater(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
}

test('its weight is that of all its files, and script is told apart', async () => {
  const files = { '/': html, '/assets/a.js': 'a'.repeat(2_000), '/assets/b.js': 'b'.repeat(500) }
  const url = await serve({ ...files, '/assets/c.css': 'c'.repeat(1_000) })
  const weighed = await weighFirstPage(url)
  expect(weighed).toEqual({ scriptKb: 2.5, kb: Math.round((3_500 + html.length) / 10) / 100, files: 4 })
})

test('a file that is not there is a failure, not a light page', async () => {
  await expect(weighFirstPage(await serve({ '/': html }))).rejects.toThrow('404')
})
