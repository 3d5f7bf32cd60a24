import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { customerAnnouncements, customerErrors } from '../contract.ts'
import { type AddressHolder, addAddress, holderOf, organisationOfDomain } from '../queries/addresses.ts'
import { addCustomer, forgetCustomer } from '../queries/customers.ts'
import { type AddressKind, type NormalAddress, normalAddress, organisationDomain } from '../rules.ts'

export interface Stranger {
  readonly kind: AddressKind
  readonly value: string
  /** What they call themselves; the address serves until we know. */
  readonly name?: string | undefined
}

export interface Recognised extends AddressHolder {
  /** True when this was their first contact. */
  readonly added: boolean
}

const NAME_LENGTH = 200

/**
 * Finds the customer behind an address and adds them when nobody has it. Of two contacts that arrive at once
 * from a new address, one adds and the other finds. A new customer joins the organisation of their e-mail's
 * domain when exactly one organisation has it and it is no mail service open to everybody.
 * @throws customers.address-invalid
 */
export const recogniseCustomer = async (tx: Tx, actor: Actor, stranger: Stranger): Promise<Recognised> => {
  const address = normalAddress(stranger.kind, stranger.value)
  if (!address) throw customerErrors.addressInvalid()
  const known = await holderOf(tx, address)
  if (known) return { ...known, added: false }
  const added = await addStranger(tx, address, nameOf(stranger, address))
  if (!added) return { ...(await holderAfterRace(tx, address)), added: false }
  await announce(tx, customerAnnouncements.added, {
    actor,
    objects: [{ type: 'customer', id: added.customerId }],
    attributes: { name: nameOf(stranger, address) },
  })
  return { ...added, added: true }
}

const nameOf = ({ name }: Stranger, { shown }: NormalAddress): string =>
  name
    ?.replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, NAME_LENGTH) || shown.slice(0, NAME_LENGTH)

const addStranger = async (tx: Tx, address: NormalAddress, name: string): Promise<AddressHolder | null> => {
  const domain = organisationDomain(address)
  const organisationId = domain === null ? null : await organisationOfDomain(tx, domain)
  const customerId = await addCustomer(tx, { name, organisation_id: organisationId })
  if ((await addAddress(tx, customerId, address)) !== null) return { customerId, organisationId }
  await forgetCustomer(tx, customerId)
  return null
}

const holderAfterRace = async (tx: Tx, address: NormalAddress): Promise<AddressHolder> => {
  const holder = await holderOf(tx, address)
  if (!holder) throw new Error('an address was taken and given up within one moment')
  return holder
}
