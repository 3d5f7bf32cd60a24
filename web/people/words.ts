import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Staff } from '../../server/people/contract.ts'

export const roleWords: Record<Staff['role'], MessageDescriptor> = {
  agent: msg`Agent`,
  lead: msg`Lead`,
  leader: msg`Leader`,
  admin: msg`Admin`,
}

export const roleHints: Record<Staff['role'], MessageDescriptor> = {
  agent: msg`Helps customers`,
  lead: msg`Also leads a team and writes macros`,
  leader: msg`Listens, sees trends and parity`,
  admin: msg`Also sets up the desk`,
}

export const reachWords: Record<Staff['reach'], MessageDescriptor> = {
  own: msg`Own cases`,
  team: msg`Cases of their teams`,
  all: msg`All cases`,
}
