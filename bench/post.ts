import { createTransport } from 'nodemailer'

/** A mail server of somebody else that hands mail to a desk. */
export interface Post {
  /** Resolves when the desk has said 250. @throws what it said instead, and when a connection broke */
  send(mail: { from: string; to: string; raw: Buffer }): Promise<void>
  close(): void
}

/** @param connections kept open and used again; with 0 each mail has one of its own */
export const openPost = (port: number, connections: number): Post => {
  const transport = createTransport({
    ...(connections > 0 && {
      pool: true,
      maxConnections: connections,
      maxMessages: Number.POSITIVE_INFINITY,
    }),
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    socketTimeout: 60_000,
  })
  return {
    send: async ({ from, to, raw }) => {
      await transport.sendMail({ envelope: { from, to }, raw })
    },
    close: () => transport.close(),
  }
}

/** Does something for each of the numbers below `count`, so many at once. */
export const forEach = async (count: number, atOnce: number, act: (turn: number) => Promise<void>) => {
  let turn = 0
  const worker = async () => {
    while (turn < count) await act(turn++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
