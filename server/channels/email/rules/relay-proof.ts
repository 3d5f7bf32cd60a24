import type { Mail } from '../mime/mail.ts'
import { domainOf, isRelated, type Proof } from '../mime/proof.ts'
import type { MethodResult } from '../mime/results.ts'

/**
 * The lines that our own server wrote. Where it writes above its Received line, all lines there are its own;
 * otherwise only the topmost, because whoever wrote the mail may have put more of them below.
 */
const linesBy = ({ authentication }: Mail, server: string): readonly MethodResult[] => {
  const ours = authentication.filter((each) => each.server === server)
  const outermost = ours.filter(({ isOutermost }) => isOutermost)
  return (outermost.length > 0 ? outermost : ours.slice(0, 1)).flatMap(({ results }) => results)
}

const passed = (lines: readonly MethodResult[], method: string): MethodResult[] =>
  lines.filter((line) => line.method === method && line.result === 'pass')

const signers = (lines: readonly MethodResult[]): string[] =>
  passed(lines, 'dkim').map(({ properties }) =>
    domainOf(properties['header.d'] ?? properties['header.i'] ?? ''),
  )

/**
 * What the mail server before us found out, by the header that it alone may write.
 * @param server its name in that header (authserv-id), in lower case
 * @returns null when it says nothing, or could not tell
 */
export const relayProof = (mail: Mail, server: string): Proof | null => {
  const [from] = mail.from
  const lines = linesBy(mail, server)
  if (!from || lines.length === 0) return null
  const rule = lines.find(({ method }) => method === 'dmarc')?.result ?? 'none'
  const dmarc =
    rule === 'pass' || rule === 'fail' ? rule : rule === 'none' || rule === 'bestguesspass' ? 'none' : null
  if (dmarc === null) return null
  const domain = domainOf(from.address)
  const [sender] = passed(lines, 'spf')
  const envelope = sender?.properties['smtp.mailfrom'] ?? sender?.properties['smtp.helo'] ?? ''
  return {
    by: 'relay',
    domain,
    dmarc,
    signedBy: signers(lines).filter(Boolean),
    sentBy: envelope && isRelated(domainOf(envelope), domain) ? domainOf(envelope) : null,
    sealedBy: null,
  }
}
