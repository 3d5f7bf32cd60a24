import type { FailedRecipient } from './mail.ts'
import { ENHANCED_STATUS, returnedIds } from './report.ts'

/** What a report in plain words says, in the way of qmail, Exim and everybody who does not write RFC 3464. */
export interface TextReport {
  /** The report's own words, without the mail it returns. */
  readonly said: string
  readonly failed: readonly FailedRecipient[]
  readonly originalIds: readonly string[]
  /** Whether it gives a mail back, or a server's answer, and not only words that sound like it. */
  readonly isReport: boolean
}

const LIMIT = 64_000
const RECIPIENTS = 100

/** Addresses in a text; each step is bounded, so that no text can make it slow. */
const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi

// How systems announce the mail they return. What stands below is not theirs.
const RETURNED =
  /^[ \t>|*_-]{0,40}(?:original mail as follows|below (?:this line )?is a copy|(?:this|here|enclosed|included|attached) is a copy|the original message (?:headers )?(?:follows|is)|(?:original|unsent|returned|undelivered|failed|bounced) (?:message|mail)(?: headers?| text| info| body)?(?:[ \t]+(?:follows?|is)\b|[ \t]*[-:|]|[ \t]*$)|message (?:headers?|text|body)(?: follows?)?[ \t]*[-.:|]|message headers follow|content of the message)/im
const HEADER_LINE = /^(?:received|return-path|dkim-signature|x-[\w-]{1,40}|arc-seal):[ \t]?\S/im

const NOT_DELIVERED =
  /\b(?:un(?:deliver(?:able|ed)|able to deliver|able to send)|(?:could|can|was|were|has|have) ?(?:not|n[o'’]t) (?:yet )?(?:be(?:en)? |able to )?(?:deliver|send|sent|reach|relay)|not (?:be )?(?:able to )?(?:deliver(?:ed)?|reach(?:ed)?|sent)\b|deliver(?:y|ies|ed|ing)?(?: status)?(?: notification)?[^.\n]{0,60}(?:fail|error|delay|problem|restrict)|fail(?:ed|ure)[^.\n]{0,40}(?:deliver|recipient|notice|mail)|returned (?:mail|message|to sender)|return(?:ing)? (?:message )?to sender|(?:permanent|fatal|transient) (?:fatal )?errors?|trouble delivering|(?:wasn|weren|couldn)['’]t (?:delivered|able to deliver|be delivered|sent)|mail (?:system )?error|error sending your mail|unknown user|user unknown|message (?:was |has been )?(?:blocked|rejected|delayed)|no such user|invalid user|delivery status|loop alert)|unzustellbar|nicht (?:zugestellt|übermittelt)|zustellung fehlgeschlagen|non (?:remis|distribu|delivr)|échec de la remise|remise impossible|no (?:se (?:ha )?(?:pudo|podido) entregar|entregado)|não (?:foi )?(?:possível entregar|entregue)|mancata consegna|non recapitat|niet (?:worden )?(?:bezorgd|afgeleverd)|onbestelbaar|nie (?:można|udało się) dostarczyć|не (?:доставлен|может быть)|недоставлен|送信できません|配信できません|配送できません|メールエラー|エラーのため|見つかりません|无法(?:投递|发送|送达)|退信|전송.{0,4}실패/i

/** Whether the words tell of a mail that did not arrive. Words alone are no proof: see who sent them. */
export const tellsOfFailure = (subject: string, text: string): boolean =>
  NOT_DELIVERED.test(subject) || NOT_DELIVERED.test(text.slice(0, 4_000))

// A server's answer in digits: `550 5.1.1`, `(#5.1.1)`, `550 no`
const REPLY = /(?:^|[^\d.])(?:[45]\d\d[ -]+[A-Za-z\d<]|#?[45]\.\d{1,3}\.\d{1,3}\b)/

const splitAtReturned = (whole: string): { said: string; returned: string } => {
  const marks = [RETURNED, HEADER_LINE].map((mark) => whole.search(mark)).filter((at) => at > 0)
  const at = marks.length > 0 ? Math.min(...marks) : whole.length
  return { said: whole.slice(0, at).trim(), returned: whole.slice(at) }
}

/** The addresses in a text, in lower case, each once. */
export const addressesIn = (text: string): string[] => [
  ...new Set((text.match(ADDRESS) ?? []).map((each) => each.toLowerCase().replace(/^['.]+|['.]+$/g, ''))),
]

// `<ada@x.example>:`, `To: ada@x.example`, `550 5.1.1 <ada@x.example>... no such user`
const OPENS_RECIPIENT =
  /^[ \t>*<("'-]{0,12}(?:\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} )?)?(?:(?:to|recipient|rcpt|addressed to|recipient address|unknown user|final-recipient|original-recipient)[^@\n]{0,40}:[ \t]*)?(?:rfc822;[ \t]*)?[<("']?([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/i

interface Block {
  readonly address: string
  readonly lines: string[]
}

// "did not reach the following recipient(s):" What stands above it names others too.
const FOLLOWING = /(?:following|these) (?:list of )?(?:recipient|address|destination|e-?mail)[^\n]{0,80}\n/i
const COMPLETE_LINE = /^\W{0,8}[245]\d\d[ -].{0,12}<[^<>]{3,320}>\W{0,6}\w/

/** The text in blocks, each beginning at the line that names a recipient. */
const blocksOf = (said: string, named: readonly string[] = []): Block[] => {
  const blocks: Block[] = []
  let open: Block | undefined
  for (const line of said.split('\n')) {
    const address = OPENS_RECIPIENT.exec(line)?.[1]?.toLowerCase()
    const opens = address && (named.length === 0 || named.includes(address))
    if (opens && blocks.length < RECIPIENTS) {
      const block = { address, lines: [line] }
      blocks.push(block)
      // A line of a session's transcript says all there is; the next one speaks of somebody else.
      open = COMPLETE_LINE.test(line) ? undefined : block
    } else open?.lines.push(line)
  }
  return blocks
}

/** Whether an address is one under which mail systems write, not people. */
export const isDaemon = (address: string): boolean =>
  /^(?:mailer-daemon|postmaster|post_master|mail-daemon|mdaemon|mail\.delivery\.system)(?:@|$)/.test(address)

const recipientOf = (address: string, words: string): FailedRecipient => ({
  address,
  action: '',
  status: ENHANCED_STATUS.exec(words)?.[0] ?? '',
  words: words.replace(/\s+/g, ' ').trim().slice(0, 500),
})

const blockFor = (blocks: readonly Block[], address: string): string =>
  blocks
    .filter((block) => block.address === address)
    .flatMap((block) => block.lines)
    .join(' ')

const headerOf = (returned: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\n[ \\t]+.*){0,20})`, 'im').exec(returned.slice(0, LIMIT))?.[1] ?? ''

/** Whom the report names: the named ones, else lines that begin with an address, else any address, else who was written to. */
const namedIn = (
  said: string,
  named: readonly string[],
  returned: string,
  others: readonly string[],
): string[] => {
  if (named.length > 0) return [...named]
  const following = FOLLOWING.exec(said)
  const opening = blocksOf(following ? said.slice(following.index) : said).map((block) => block.address)
  const found = [opening, addressesIn(said), addressesIn(headerOf(returned, 'to'))]
    .map((addresses) => [...new Set(addresses)].filter((each) => !others.includes(each)))
    .find((addresses) => addresses.length > 0)
  return (found ?? []).slice(0, RECIPIENTS)
}

/**
 * Reads a report that is written for people: whom it names, in which words, and which mail it returns.
 * @param named addresses that the header names as failed, which leaves nothing to guess
 * @param others addresses that cannot have failed: who reports, and who wrote the mail
 * @param attached the returned mail or its header, when it came as a part of its own
 */
export const readTextReport = (
  text: string,
  { named, others, attached }: { named: readonly string[]; others: readonly string[]; attached: string },
): TextReport => {
  const whole = text.slice(0, LIMIT).replace(/\r\n?/g, '\n')
  const { said, returned } = splitAtReturned(whole)
  const original = attached || returned
  const writers = [...others, ...addressesIn(headerOf(original, 'from'))]
  const blocks = blocksOf(said, named)
  return {
    said,
    failed: namedIn(said, named, original, writers).map((address) =>
      recipientOf(address, blockFor(blocks, address)),
    ),
    originalIds: returnedIds(returned),
    isReport: original !== '' || REPLY.test(said) || others.some(isDaemon),
  }
}
