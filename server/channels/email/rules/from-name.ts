import type { SendingIdentity } from '../contract.ts'

export type NameStyle = SendingIdentity['nameStyle']

/**
 * The name before the address in From: "Ruth at Fern Telecom", "Fern Telecom" or "Ruth".
 * @param person who writes; null for a mail of the desk itself, which bears the organisation's name
 */
export const fromName = (style: NameStyle, person: string | null, organisation: string): string => {
  if (!person) return organisation
  if (style === 'person') return person
  if (style === 'organisation') return organisation || person
  return [person, organisation].filter(Boolean).join(' at ')
}

/** A signature with its gaps filled in one pass; what it does not know stays as it is written. */
export const fillSignature = (
  signature: string,
  values: Readonly<Record<'agent.name' | 'team.name', string>>,
): string =>
  signature.replace(/\{\{\s*(agent\.name|team\.name)\s*\}\}/g, (_, name: keyof typeof values) => values[name])
