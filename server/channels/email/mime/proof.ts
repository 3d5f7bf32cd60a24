/** What was found out about where a mail comes from. It takes trust away, and never gives a right. */
export interface Proof {
  /** Who checked: the mail server before us that we trust, or this desk. */
  readonly by: 'relay' | 'desk'
  /** Domain of the address in From. */
  readonly domain: string
  /** The rule of that domain (RFC 9989); `none` where it has published none. */
  readonly dmarc: 'pass' | 'fail' | 'none'
  /** Domains whose signature is valid (RFC 6376). */
  readonly signedBy: readonly string[]
  /** Domain of the envelope's sender when it allows the server that sent the mail (RFC 7208). */
  readonly sentBy: string | null
  /** A sealer we trust that saw the mail pass before it changed it (RFC 8617), e.g. a mailing list. */
  readonly sealedBy: string | null
}

/** Whether one domain is the other one or lies within it. */
export const isRelated = (one: string, other: string): boolean =>
  one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)

/** The domain of an address, in lower case and without a root dot; empty when it has none. */
export const domainOf = (address: string): string =>
  address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .replace(/\.$/, '')
