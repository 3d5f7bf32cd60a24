import { createTransport } from 'nodemailer'

/** Hands all mails over on so many connections at once, each sending the next as soon as the last is accepted. */
export const handOverAll = async (
  port: number,
  connections: number,
  mails: readonly Buffer[],
  to: string,
): Promise<void> => {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  const line = mails.entries()
  const client = async () => {
    for (const [turn, raw] of line)
      await transport.sendMail({ envelope: { from: `sender-${turn}@customer.example`, to }, raw })
  }
  try {
    await Promise.all(Array.from({ length: connections }, client))
  } finally {
    transport.close()
  }
}
