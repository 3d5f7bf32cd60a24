import { resolve } from 'node:path'
import { bringInMails, showImport, startImportFrom, stopReaders } from '../../channels/email/index.ts'
import { transact } from '../../platform/db/transaction.ts'
import { Fault } from '../../platform/faults.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { type Command, needed, readWords } from '../command.ts'
import { withDesk } from '../with-desk.ts'

const options = {
  mailbox: { type: 'string' },
  'sent-folder': { type: 'boolean', default: false },
  'open-days': { type: 'string', default: '0' },
} as const

type Progress = Awaited<ReturnType<typeof showImport>>

const lineOf = ({ done, added, known, keptAside, notShown, perMinute, secondsLeft }: Progress): string => {
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft / 60)} min left`
  const pace = perMinute === null ? '' : `, ${perMinute} a minute${left}`
  return `${Math.floor(done * 100)} %: ${added} new, ${known} already there, ${keptAside} need help, ${notShown} of machines${pace}`
}

/** `regard mail import`: as Settings, Old mail, and for archives of any size. */
export const mailImport: Command = {
  usage: `--mailbox ADDRESS PATH [--sent-folder] [--open-days N]
  PATH           an mbox file or a Maildir on this machine; each folder by itself
  --sent-folder  all of it was written by us, whatever address it names
  --open-days    mail of the last N days becomes open cases as if it came today; else all of it is history
  Stopped half-way, the same command goes on where it was. What is on record already is left as it is.`,
  run: (words) => {
    const { values, positionals } = readWords(words, options)
    const address = needed(values.mailbox, 'mailbox')
    const [given, ...more] = positionals
    if (given === undefined || more.length > 0) throw new Fault('usage', 'Name one mbox or Maildir.')
    const openDays = Number(values['open-days'])
    if (!Number.isInteger(openDays) || openDays < 0)
      throw new Fault('usage', '--open-days must be a whole number of days.')
    const wanted = { address, path: resolve(given), isSent: values['sent-folder'], openDays }
    return withDesk(async ({ platform }) => {
      const actor = systemActor('regard-command')
      const started = await transact(platform.db, actor, (tx) => startImportFrom(tx, actor, wanted))
      if (!started)
        throw new Fault('refused', `This desk has no mailbox ${address}: run "regard mailbox add" first.`)
      if (started.isResumed) console.log('It was begun before and goes on where it was.')
      const tell = async () =>
        void process.stderr.write(`\r${lineOf(await showImport(platform.db, started.id))}   `)
      try {
        await bringInMails(platform, started.id, { tell })
      } finally {
        await stopReaders()
      }
      const ended = await showImport(platform.db, started.id)
      if (ended.fault) throw new Fault('refused', `${ended.fault} Nothing of it was brought in.`)
      console.log(`\r${lineOf(ended)}   `)
    })
  },
}
