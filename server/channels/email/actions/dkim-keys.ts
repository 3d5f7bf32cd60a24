import { Resolver } from 'node:dns/promises'
import type { z } from 'zod'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { announce } from '../../../platform/journal/announce.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type dkimKeySchema, emailAnnouncements, type newDkimKeySchema } from '../contract.ts'
import {
  type DkimKeyRow,
  deleteDkimKey,
  dkimKeyById,
  noteDkimCheck,
  putDkimKey,
} from '../queries/dkim-keys.ts'
import { dkimRecord, makeDkimKey, publicHalf, readDkimKey, troubleIn } from '../rules/dkim.ts'

type Shown = z.input<typeof dkimKeySchema>

/** A signing key as its administrators see it: everything but its private half. */
export const showDkimKey = ({ publicKey, foundAt, checkedAt, ...row }: DkimKeyRow): Shown => ({
  ...row,
  record: dkimRecord({ ...row, publicKey }),
  signsSince: foundAt?.toISOString() ?? null,
  checkedAt: checkedAt?.toISOString() ?? null,
})

/**
 * Sets the key that signs mail from a domain, made here or brought along. Its private half is sealed and never
 * leaves the server again; it signs from the first check on that finds its public half.
 * @throws platform.invalid for a key that is no RSA key of at least 2048 bits
 */
export const setDkimKey = async (
  { tx, actor, seal }: { tx: Tx; actor: StaffActor; seal: Seal },
  { domain, selector, privateKey: brought }: z.output<typeof newDkimKeySchema>,
): Promise<Shown> => {
  const privateKey = brought === undefined ? makeDkimKey() : readDkimKey(brought)
  if (!privateKey) {
    const message = 'is not an RSA private key of at least 2048 bits in PEM form'
    throw platformErrors.invalid({ fields: [{ path: 'privateKey', message }] })
  }
  const key = { domain: domain.toLowerCase(), selector: selector.toLowerCase(), privateKey }
  const row = await putDkimKey(tx, seal, key, publicHalf(privateKey))
  await tell(tx, actor, row)
  return showDkimKey(row)
}

/** @throws platform.not-found */
export const removeDkimKey = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const row = await dkimKeyById(tx, id)
  if (!row || !(await deleteDkimKey(tx, id))) throw platformErrors.notFound()
  await tell(tx, actor, row)
}

const tell = (tx: Tx, actor: StaffActor, { id, domain }: DkimKeyRow) =>
  announce(tx, emailAnnouncements.dkimKeyChanged, {
    ...{ actor, objects: [{ type: 'dkim-key', id }], attributes: { domain } },
  })

/**
 * Looks the public half of a key up in the DNS and writes down what is there. Found once, the key signs.
 * @throws platform.not-found
 */
export const checkDkimKey = async ({ db, config }: Platform, id: number): Promise<Shown> => {
  const row = await dkimKeyById(db, id)
  if (!row) throw platformErrors.notFound()
  const checked = await noteDkimCheck(db, id, await lookUp(row, config.MAIL_DNS))
  if (!checked) throw platformErrors.notFound()
  return showDkimKey(checked)
}

const ABSENT = new Set(['ENOTFOUND', 'ENODATA'])

const lookUp = async (row: DkimKeyRow, nameServers: string): Promise<string | null> => {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  const servers = nameServers.split(',').map((each) => each.trim())
  if (nameServers) resolver.setServers(servers)
  try {
    const records = await resolver.resolveTxt(dkimRecord(row).name)
    return troubleIn(
      records.map((pieces) => pieces.join('')),
      row.publicKey,
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (ABSENT.has(code)) return troubleIn([], row.publicKey)
    return `The name servers did not answer (${code || 'no reason'}). Nothing is known; try again later.`
  }
}
