import { createHash } from 'node:crypto'
import { forgetRunning } from '../../tests/harness/running.ts'
import { foundDesk } from '../found.ts'
import { desksDatabase } from '../kill-database.ts'
import { memoryMb } from '../memory.ts'
import { allRead, ownSettings, startDesk } from '../own-desk.ts'
import { openPost } from '../post.ts'

/** As SMTP carries it: every line ends with CR LF, and so does the last one. */
export const carried = (mail: Buffer): Buffer => {
  const lines = mail.toString('latin1').replace(/\r*\n|\r/g, '\r\n')
  return Buffer.from(lines.endsWith('\r\n') ? lines : `${lines}\r\n`, 'latin1')
}

/** A running desk that takes mails by its listener and is asked afterwards what it made of them. */
export const openWholePath = async () => {
  const env = await ownSettings()
  const running = await startDesk(env)
  const target = await foundDesk(env, running)
  const post = openPost(target.smtpPort, 4)
  const sent = new Set<string>()
  let rssMb = 0
  const send = async (mail: Buffer): Promise<void> => {
    const raw = carried(mail)
    await post.send({ from: 'mutant@customer.example', to: target.address, raw })
    sent.add(createHash('sha256').update(raw).digest('hex'))
    rssMb = Math.max(rssMb, Math.round(memoryMb([running.pid])))
  }
  /** Whether what lies on the disk is what was sent, byte for byte, and what became of each mail. */
  const compare = async () => {
    const database = await desksDatabase(env.DATA_DIR)
    await allRead(database)
    const { rows } = await database.query<{ id: string; sha256: Buffer; state: string }>(
      'select id, sha256, state from raw_mails order by id',
    )
    await database.end()
    const headers = { authorization: `Bearer ${target.token}` }
    const became: Record<string, number> = {}
    let changed = 0
    for (const { id, sha256, state } of rows) {
      const answer = await fetch(`${target.url}/api/v1/kept-mails/${id}/raw`, { headers })
      const kept = createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex')
      if (kept !== sha256.toString('hex') || !sent.has(kept)) changed += 1
      sent.delete(kept)
      became[state] = (became[state] ?? 0) + 1
    }
    return { sent: rows.length, became, changed, missing: sent.size, rssMb }
  }
  const close = async () => {
    post.close()
    running.signal('SIGTERM')
    await running.ended
    await forgetRunning()
  }
  return { send, compare, close, ended: running.ended }
}
