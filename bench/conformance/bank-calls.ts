import { z } from 'zod'

const seconds = z.coerce.number().int().min(0)
const rowSchema = z.object({
  line: z.string(),
  call_id: z.string(),
  customer_id: z.string(),
  type: z.string(),
  date: z.string(),
  vru_entry: z.string(),
  // Below zero where the log's clock was set back.
  vru_s: z.coerce.number().int(),
  queue_s: seconds,
  service_s: seconds,
  outcome: z.enum(['AGENT', 'HANG', 'PHANTOM']),
  agent: z.string(),
})
export type BankCall = z.output<typeof rowSchema> & { readonly key: string }

/** The calls of a log whose first line names its columns. Its fields hold no commas. */
export const readCalls = (csv: string): BankCall[] => {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line, index) => {
    const fields = line.split(',')
    const row = rowSchema.parse(Object.fromEntries(names.map((name, at) => [name, fields[at] ?? ''])))
    // Ids of the log are given out anew each day.
    return { ...row, key: `${index + 1}` }
  })
}

const [HOUR, MINUTE] = [3_600, 60]
const startOf = ({ date, vru_entry: entry, vru_s: menu }: BankCall): number => {
  const [hours = 0, minutes = 0, rest = 0] = entry.split(':').map(Number)
  return Date.parse(`${date}T00:00:00Z`) + (hours * HOUR + minutes * MINUTE + rest + menu) * 1_000
}

/** What the bank's telephone system would have told of a call: whoever left in the menu was never in a queue. */
export const eventsOfCall = (call: BankCall): Record<string, unknown>[] => {
  const start = startOf(call)
  const say = (afterSeconds: number, type: string, told: Record<string, unknown> = {}) => ({
    ...{ eventId: `${call.key}-${type}`, callId: call.key, type },
    at: new Date(start + afterSeconds * 1_000).toISOString(),
    ...told,
  })
  // Zero is whoever was not identified.
  const number =
    call.customer_id === '0' ? {} : { customerNumber: `+972${call.customer_id.padStart(8, '0')}` }
  const { queue_s: wait, service_s: talk } = call
  const queued = say(0, 'queued', { team: call.type, ...number })
  if (call.outcome === 'AGENT')
    return [queued, say(wait, 'answered', { agent: call.agent }), say(wait + talk, 'ended')]
  if (call.outcome === 'HANG' && wait > 0) return [queued, say(wait, 'ended', { reason: 'abandoned' })]
  return [say(0, 'ended', { ...number, reason: 'abandoned' })]
}
