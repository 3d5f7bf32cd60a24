import { Resolver } from 'node:dns/promises'
import { arc } from 'mailauth/lib/arc/index.js'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { dmarc } from 'mailauth/lib/dmarc/index.js'
import { spf } from 'mailauth/lib/spf/index.js'
import { domainOf, isRelated, type Proof } from './proof.ts'

/** A mail and how it reached us: the connection tells what its own words cannot. */
export interface Arrival {
  readonly bytes: Uint8Array
  /** The one address in From. */
  readonly from: string
  /** Address of the server that delivered it. */
  readonly peer: string
  readonly helo: string
  /** The envelope's sender; empty for a bounce. */
  readonly mailFrom: string
  /** Name servers as `address` or `address:port`; the system's own when empty. */
  readonly nameServers: readonly string[]
  /** Domains whose seal (ARC) we believe. */
  readonly sealers: readonly string[]
}

const ANSWER_MS = 2_000
const TRIES = 2
const SIGNATURES = 10
const KEY = '._domainkey.'

type Ask = (name: string, type: string) => Promise<string[] | string[][]>

/**
 * Asks only for keys that can matter: of the domain in From and of trusted sealers, and not for many. So nobody
 * can make a check slow or end it by naming strange signers.
 */
const asker = (resolver: Resolver, { sealers }: Arrival, domain: string): Ask => {
  let keys = 0
  return async (name, type) => {
    const at = name.toLowerCase().indexOf(KEY)
    const signer = at < 0 ? null : domainOf(name.slice(at + KEY.length))
    if (signer !== null) {
      const matters = isRelated(signer, domain) || sealers.includes(signer)
      keys += 1
      if (!matters || keys > SIGNATURES) throw Object.assign(new Error('not asked'), { code: 'ENOTFOUND' })
    }
    // Its type does not say what the library takes as well: an object for each mail server.
    return resolver.resolve(name, type) as Promise<string[]>
  }
}

/** The domain of a trusted sealer that saw this mail pass its domain's rule; null when there is none. */
const sealerOf = async (
  data: Parameters<typeof arc>[0] | undefined,
  ask: Ask,
  sealers: readonly string[],
): Promise<string | null> => {
  if (sealers.length === 0 || !data) return null
  const { status, signature, authenticationResults } = await arc(data, { resolver: ask })
  const sealer = domainOf(signature ? (signature.signingDomain ?? '') : '')
  const before: unknown = authenticationResults?.dmarc?.result
  return status.result === 'pass' && before === 'pass' && sealers.includes(sealer) ? sealer : null
}

/** Only a sender of the same house can speak for the address in From: nobody else's name servers are asked. */
const sentBy = async (arrival: Arrival, domain: string, ask: Ask) => {
  const envelope = domainOf(arrival.mailFrom || arrival.helo)
  if (!isRelated(envelope, domain)) return { result: 'none', domain: null }
  const { status } = await spf({
    sender: arrival.mailFrom,
    ip: arrival.peer,
    helo: arrival.helo,
    resolver: ask,
    maxElapsedTime: ANSWER_MS * TRIES,
  })
  return { result: status.result, domain: status.result === 'pass' ? envelope : null }
}

/**
 * Checks who sent a mail by DKIM, SPF and the rule of the domain in From. Runs in the guarded thread.
 * @returns null when it could not be found out now, e.g. because a name server does not answer
 */
export const authenticate = async (arrival: Arrival): Promise<Proof | null> => {
  const domain = domainOf(arrival.from)
  const resolver = new Resolver({ timeout: ANSWER_MS, tries: TRIES })
  if (arrival.nameServers.length > 0) resolver.setServers([...arrival.nameServers])
  const ask = asker(resolver, arrival, domain)
  const signatures = await dkimVerify(Buffer.from(arrival.bytes), { resolver: ask })
  const valid = signatures.results.flatMap(({ id, signingDomain, status }) =>
    status.result === 'pass' && signingDomain
      ? [
          {
            ...(id && { id }),
            domain: signingDomain,
            aligned: status.aligned ?? false,
            underSized: status.underSized ?? 0,
          },
        ]
      : [],
  )
  const sent = await sentBy(arrival, domain, ask)
  const rule = await dmarc({
    headerFrom: [arrival.from],
    spfDomains: sent.domain ? [sent.domain] : [],
    dkimDomains: valid,
    resolver: ask,
  })
  const found = rule ? rule.status.result : 'none'
  if (found !== 'pass' && found !== 'fail' && found !== 'none') return null
  const wasCut = [sent.result, ...signatures.results.map(({ status }) => status.result)].includes('temperror')
  if (found !== 'pass' && wasCut) return null
  const sealedBy = found === 'fail' ? await sealerOf(signatures.arc, ask, arrival.sealers) : null
  return {
    by: 'desk',
    domain,
    dmarc: found,
    // What is signed in part only could have been written on by anybody.
    signedBy: valid.filter(({ underSized }) => !underSized).map((each) => domainOf(each.domain)),
    sentBy: sent.domain,
    sealedBy,
  }
}
