import { createServer } from 'node:http'
import { closeLater } from './closing.ts'

/** A server that answers everything with `{}`, after telling that it was asked; closed when the test ends. */
export const answering = async (
  onRequest: () => void,
): Promise<{ port: number; stop: () => Promise<void> }> => {
  const server = createServer((_request, response) => {
    onRequest()
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections())
  closeLater(stop)
  return { port: typeof address === 'object' && address ? address.port : 0, stop }
}
