import type { z } from 'zod'
import { caseForActor } from '../../../cases/index.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { mailSideSchema } from '../contract.ts'
import { customersHeaders } from '../queries/mail-headers.ts'
import { keptProof, standingOf } from '../rules/standing.ts'
import { addressesOfOurs } from './own-addresses.ts'

const withoutToken = (address: string): string => address.replace(/\+[^@]*@/, '@')

/**
 * What the mails of a case show beside their words.
 * @throws platform.not-found
 */
export const showMailSides = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
): Promise<z.input<typeof mailSideSchema>[]> => {
  await caseForActor(db, actor, caseId)
  const ours = await addressesOfOurs(db)
  return (await customersHeaders(db, caseId)).map(
    ({ messageId, from, forwardedBy, replyTo, verdict, to, cc }) => {
      const standing = standingOf(keptProof(verdict))
      return {
        ...{ messageId, from, forwardedBy },
        sender: standing && { standing: standing.kind, domain: standing.domain },
        replyTo: replyTo.filter((address) => address !== from),
        copies: [...new Set([...to, ...cc])].filter(
          (address) => address !== from && !ours.has(withoutToken(address)),
        ),
      }
    },
  )
}
