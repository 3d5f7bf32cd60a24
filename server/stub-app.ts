import { createServer } from 'node:http'
import type { Config } from './platform/config/config.ts'

// Stands in for the application until its rooms are there.
type Given = { config: Config; databaseUrl: string; dataDir: string }

/** Listens; the returned function stops it. */
export async function startWeb({ config }: Given): Promise<() => Promise<void>> {
  const server = createServer((_request, response) => response.end('Regard\n'))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.PORT, config.HOST, resolve)
  })
  return () => new Promise((resolve) => server.close(() => resolve()))
}

/** Works; the returned function stops it. */
export async function startJobs(_given: Given): Promise<() => Promise<void>> {
  return async () => undefined
}
