import { z } from 'zod'
import { isRelated, type Proof } from '../mime/proof.ts'

/** How far a mail's sender is proven, with the domain that the words name. */
export interface Standing {
  readonly kind: /** A valid signature of the sender's own domain. */
    | 'signed'
    /** Sent by a server that the sender's domain allows. */
    | 'sent'
    /** A sealer we trust saw it pass before it changed it. */
    | 'sealed'
    /** Nothing speaks for it, and no rule against it. */
    | 'unconfirmed'
    /** The domain it claims to be from says that such mail is not its own. */
    | 'failed'
  readonly domain: string
}

/** Null for a mail that was not checked. */
export const standingOf = (proof: Proof | null): Standing | null => {
  if (!proof) return null
  const { domain } = proof
  if (proof.dmarc === 'fail')
    return proof.sealedBy ? { kind: 'sealed', domain: proof.sealedBy } : { kind: 'failed', domain }
  // Without its rule a domain speaks for itself and for what lies within it, never for what it lies in.
  const speaksFor = (signer: string): boolean =>
    proof.dmarc === 'pass'
      ? isRelated(signer, domain)
      : signer === domain || (signer.includes('.') && domain.endsWith(`.${signer}`))
  const signer = proof.signedBy.find(speaksFor)
  if (signer) return { kind: 'signed', domain: signer }
  if (proof.sentBy !== null && speaksFor(proof.sentBy)) return { kind: 'sent', domain: proof.sentBy }
  return { kind: proof.dmarc === 'pass' ? 'sent' : 'unconfirmed', domain }
}

/** Whether something speaks for the sender. */
export const isProven = (standing: Standing | null): boolean =>
  standing !== null && standing.kind !== 'unconfirmed' && standing.kind !== 'failed'

const proofSchema = z.object({
  by: z.enum(['relay', 'desk']),
  domain: z.string(),
  dmarc: z.enum(['pass', 'fail', 'none']),
  signedBy: z.array(z.string()),
  sentBy: z.string().nullable(),
  sealedBy: z.string().nullable(),
})

/** A proof as it lies in the database; null where nobody checked. */
export const keptProof = (value: unknown): Proof | null => proofSchema.safeParse(value).data ?? null
