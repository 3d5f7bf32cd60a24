import type { Config } from '../../platform/config/config.ts'
import { sha256 } from '../../platform/identity/authenticate.ts'
import type { Seal } from '../../platform/identity/seal.ts'
import type { Said } from '../contract.ts'

const SECRET_BYTES = 24

/**
 * The secret of a proposal's link, 192 bits. The same at each try to send it, and only for whoever holds the
 * installation's key: neither the database nor a colleague at the desk can answer in the customer's place.
 */
export const linkSecret = (seal: Seal, { id, linkSeed }: { id: number; linkSeed: string }): string =>
  seal.sign('solution-link', `${id} ${linkSeed}`, SECRET_BYTES)

export const linkHash = (secret: string): Buffer => sha256(`solution ${secret}`)

/** Where a link leads: what is in it only chooses which answer stands first. */
export const linkUrl = ({ BASE_URL }: Config, secret: string, said: Said): string =>
  `${BASE_URL}/solution/${secret}/${said}`
