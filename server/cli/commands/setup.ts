import { text } from 'node:stream/consumers'
import { setupSchema } from '../../people/contract.ts'
import { createFirstAdmin } from '../../people/index.ts'
import { type Command, checked, needed, readWords } from '../command.ts'
import { withDesk } from '../with-desk.ts'

const options = {
  email: { type: 'string' },
  password: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  name: { type: 'string' },
  organisation: { type: 'string' },
  'time-zone': { type: 'string' },
} as const

/** `regard setup`: creates the first administrator, as the set-up page does. */
export const setup: Command = {
  usage: '--email E --password P | --password-stdin  [--name N] [--organisation O] [--time-zone Z]',
  run: async (words) => {
    const { values } = readWords(words, options)
    const email = needed(values.email, 'email')
    const password = values['password-stdin'] ? (await text(process.stdin)).trimEnd() : values.password
    const founding = checked(founded, {
      email,
      password: needed(password, 'password'),
      name: values.name ?? email.split('@')[0],
      organisationName: values.organisation ?? 'Our desk',
      timeZone: values['time-zone'],
    })
    await withDesk(async ({ platform }) => {
      await createFirstAdmin(platform.db, founding)
      console.log(
        `${founding.name} is the administrator. Sign in at ${platform.config.BASE_URL} as ${email}.`,
      )
    })
  },
}

const founded = setupSchema.omit({ token: true })
