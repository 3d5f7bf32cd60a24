import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { platformErrors } from '../contract/errors.ts'

const STYLE = /<style[^>]*>([\s\S]*?)<\/style>/g

/** The desk as built into `folder`: index.html and the hashes its policy must allow. */
export interface DeskFiles {
  readonly folder: string
  readonly index: string
  /** As the content security policy writes them: `'sha256-…'`. */
  readonly inlineHashes: readonly string[]
}

/** Reads the built desk; null when it was not built (tests of the API alone). */
export const readDeskFiles = (folder: string): DeskFiles | null => {
  const path = join(folder, 'index.html')
  if (!existsSync(path)) return null
  const index = readFileSync(path, 'utf8')
  const inlineHashes = [...index.matchAll(STYLE)].map(
    ([, css]) =>
      `'sha256-${createHash('sha256')
        .update(css ?? '')
        .digest('base64')}'`,
  )
  return { folder, index, inlineHashes }
}

/** Serves the desk: hashed assets for ever, the page itself never from a cache, unknown paths to the page's router. */
export const installDesk = async (app: FastifyInstance, desk: DeskFiles): Promise<void> => {
  await app.register(fastifyStatic, {
    root: join(desk.folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    index: false,
    dotfiles: 'deny',
  })
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets|metrics|health|ready)\b/.test(path)
    if (!isPage) throw platformErrors.notFound()
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(desk.index)
  })
}
