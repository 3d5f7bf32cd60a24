import { newMailboxSchema } from '../../channels/email/contract.ts'
import { addMailbox } from '../../channels/email/index.ts'
import { allTeams } from '../../people/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { Fault } from '../../platform/faults.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { type Command, checked, needed, readWords } from '../command.ts'
import { readServer } from '../mail-server-words.ts'
import { withDesk } from '../with-desk.ts'

const options = {
  address: { type: 'string' },
  name: { type: 'string' },
  team: { type: 'string' },
  imap: { type: 'string' },
  smtp: { type: 'string' },
  signature: { type: 'string' },
} as const

/** `regard mailbox add`: as the settings page does. */
export const mailboxAdd: Command = {
  usage: `--address A --smtp URL [--imap URL] [--name N] [--team NAME] [--signature S]
  --smtp  how replies are sent: smtps://user:password@host (TLS), smtp:// (STARTTLS)
  --imap  where mail is fetched: imaps://user:password@host (TLS), imap:// (STARTTLS); when left out,
          mail for this address comes through the built-in listener
  --team  who receives it; the first team when left out
  Write special characters in user and password as in any URL, @ as %40. On this machine, smtp+plain:// and
  imap+plain:// go without encryption.`,
  run: (words) => {
    const { values } = readWords(words, options)
    const address = needed(values.address, 'address')
    const servers = {
      imap: values.imap === undefined ? null : readServer(values.imap, 'imap'),
      smtp: values.smtp === undefined ? null : readServer(values.smtp, 'smtp'),
    }
    return withDesk(async ({ platform: { db, seal } }) => {
      const teamId = await teamNamed(db, values.team)
      const wanted = checked(newMailboxSchema, {
        ...servers,
        address,
        teamId,
        name: values.name ?? address,
        signature: values.signature,
      })
      const actor = systemActor('regard-command')
      await transact(db, actor, (tx) => addMailbox(tx, actor, seal, wanted))
      console.log(`${address} is set up. "Settings, Mailboxes" on the desk can test it.`)
    })
  },
}

async function teamNamed(db: Database, name: string | undefined): Promise<number> {
  const teams = await allTeams(db)
  const team =
    name === undefined ? teams[0] : teams.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (team) return team.id
  if (name === undefined) throw new Fault('refused', 'This desk has no team yet: run "regard setup" first.')
  throw new Fault(
    'usage',
    `There is no team "${name}". There are: ${teams.map((one) => one.name).join(', ')}.`,
  )
}
