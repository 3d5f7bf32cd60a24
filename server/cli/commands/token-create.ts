import { createToken } from '../../people/index.ts'
import { permissionsOf } from '../../platform/contract/permission.ts'
import { Fault } from '../../platform/faults.ts'
import { rooms } from '../../rooms.ts'
import { type Command, needed, readWords } from '../command.ts'
import { withDesk } from '../with-desk.ts'

const options = {
  name: { type: 'string' },
  scopes: { type: 'string' },
  as: { type: 'string' },
  expires: { type: 'string' },
} as const

/** `regard token create`: the token alone goes to standard output, so that a script can take it. */
export const tokenCreate: Command = {
  usage: `--name N --scopes A,B|all [--as EMAIL] [--expires 2027-01-31]
  --scopes  permissions, of: ${permissionNames().join(', ')}
  --as      in whose name it acts; the first administrator's when left out`,
  run: (words) => {
    const { values } = readWords(words, options)
    const name = needed(values.name, 'name')
    const scopes = needed(values.scopes, 'scopes')
    const wanted = {
      name,
      scopes: scopes === 'all' ? undefined : scopes.split(',').map((scope) => scope.trim()),
      email: values.as,
      expiresAt: values.expires === undefined ? undefined : time(values.expires),
    }
    return withDesk(async ({ platform }) => {
      const { token } = await createToken(platform.db, wanted)
      console.error(`The token "${name}", shown this once; send it as: Authorization: Bearer TOKEN`)
      console.log(token)
    })
  },
}

/** Reading the rooms declares their permissions. */
function permissionNames(): string[] {
  if (rooms.length === 0) return []
  return permissionsOf('admin').map(({ name }) => name)
}

function time(text: string): string {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new Fault('usage', `--expires ${text} is no date.`)
  return date.toISOString()
}
