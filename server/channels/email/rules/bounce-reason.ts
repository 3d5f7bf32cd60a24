import { type DeliveryReason, isHardReason } from '../../../cases/contract.ts'
import type { FailedRecipient, MailReport } from '../mime/mail.ts'
import { ENHANCED_STATUS, hasArrived } from '../mime/report.ts'

export interface Judged {
  readonly reason: DeliveryReason
  /** Writing to the same address again cannot help. */
  readonly isHard: boolean
}

type Pattern = readonly [DeliveryReason, RegExp]

// In the order in which they are asked: what is said seldom and means one thing comes first.
const clear: readonly Pattern[] = [
  [
    'too-many',
    /receiving mail at a rate|too many (?:recipients|connections|messages|concurrent|sessions|mails|e-?mails)|rate[- ]?limit|throttl|(?:daily|hourly|sending|message) (?:rate|quota|limit)[^.]{0,20}(?:exceed|reached)|(?:reached|exceeded)[^.]{0,20}(?:daily|hourly|sending|rate|connection)|unusual rate|(?:connection|message)s? (?:frequency|rate)[^.;]{0,20}limited/,
  ],
  [
    'mailbox-full',
    /\b(?:mail ?)?(?:box|folder|dir|spool|drop|store)\b[^.;]{0,40}\bfull\b|over[- ]?quota|quota[^.;]{0,30}(?:exceed|violation|full|over)|(?:exceed|over|past)[^.;]{0,50}(?:quota|storage|mailbox (?:size|limit)|disk|capacity|allocation|allowed space)|(?:insufficient|not enough|no|out of)[^.;]{0,20}(?:disk|storage|space)|disk full|(?:bo[iî]te|postfach|buz[oó]n|casella|caixa|mailbox)[^.;]{0,40}(?:pleine|voll|llen[oa]|pien[oa]|chei[oa])\b|メールボックス.{0,10}(?:一杯|いっぱい|満杯)/,
  ],
  [
    'too-large',
    /\b(?:message|mail|size|attachment)\b[^.;]{0,40}(?:too (?:large|big)|exceed)|size (?:limit|violation)|too (?:large|big)|exceed[^.;]{0,40}(?:maximum|size|length)/,
  ],
  ['out-of-reach', /gr[ea]y-?list/],
  ['no-such-address', /recipient address(?:es)? rejected:? access denied/],
  ['no-such-address', /user does(?: not|n['’]t) have an? [^;]{0,40}account|no longer exists/],
  ['no-such-domain', /account or domain may not exist/],
  [
    'content-refused',
    /spam classification|blocked by (?:a )?(?:content|spam)|(?:classified|detected|identified|considered|marked|regarded) (?:as|to be) (?:possible |likely )?(?:spam|unsolicited)/,
  ],
  [
    'sender-refused',
    /\b(?:hosts?|ips?|servers?|mta|network|ip address)\b[^.;:]{0,50}\b(?:blocked|black ?-?listed|banned|not (?:allowed|permitted)|(?<!not )listed|blocklisted)|\b(?:client|sending|connecting|your)\b[^.;:]{0,20}\b(?:host|ips?|server|mta|domain)\b[^.;:]{0,50}\b(?:rejected|denied|refused)|\b(?:blocked|blacklisted|banned|(?<!not )listed)\b[^.;]{0,40}\b(?:using|by|for abuse|at|in)\b|black ?list|block ?list|\brbl\b|dnsbl|spamhaus|spamcop|reputation|reverse[- ]dns|\bptr\b|\brdns\b|\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|authentication (?:required|failed|checks)|authrequired|not ?authori[sz]ed|administrative prohibition|(?:helo|ehlo) [^.;]{0,20}rejected|not authenticated|sender (?:address |domain |id )?(?:is |was )?(?:rejected|denied|verif|not allowed|refused|unknown|invalid|blocked)|(?:rejected|denied|refused|blocked)[^.;]{0,20}\bsender|relay(?:ing)?(?: access)? (?:denied|not permitted|not allowed|prohibited|refused)|(?:not|n['’]t) (?:permitted|allowed|authori[sz]ed|able) to (?:relay|send|post|submit)|no relaying|do(?: not|n['’]t) relay|cannot send e-?mail|weren['’]t sent|invalid ip for sending|banned|access denied|permissions? to post|client host rejected|delivery (?:not authori[sz]ed|to this address is restricted)|mail from [^.;]{0,60}(?:denied|refused|rejected(?! for policy))|(?:domain|address) of (?:the )?sender|sender[^.;]{0,30}(?:does not exist|not found)|google groups|my name was rejected|user complaints|unexpected volume|\b(?:from|sender):? domain\b|valid from\b/,
  ],
  [
    'content-refused',
    /virus|malware|infected|\bspam|\bube\b|\bunsolicited|\bbulk (?:e-?)?mail|\bjunk\b|content[^.;]{0,30}(?:rejected|refused|presents|not accept|denied|block|filter|violat)|message content|phishing|attachment[^.;]{0,40}(?:not allowed|type|reject|block)|suspicious|potential security|\bpolicy\b|policies|rfc ?\d{3,4} compliant|multiple [^.;]{0,20}(?:from|subject|to)\b|(?:message|mail) (?:was )?(?:rejected|refused|blocked|rejet)|violation|looks like/,
  ],
  [
    'switched-off',
    /\b(?:account|mailbox|user|recipient|inbox)\b[^.;]{0,60}\b(?:disabled|inactive|suspended|locked|deactivated|not active|expired|closed|discontinued|frozen|blocked)|\b(?:disabled|inactive|suspended|locked|deactivated) (?:account|user|mailbox|recipient)/,
  ],
  [
    'no-such-domain',
    /\bhost (?:or domain name )?(?:[\w-]{1,63}(?:\.[\w-]{1,63}){1,8} )?(?:is |was )?(?:unknown|not found)(?!, try again)|unknown (?:host|domain)|\b(?:domain|hostname)\b[^;:]{0,60}(?:not found(?!, try again)|(?:does|do)(?: not|n['’]t) exist|could(?:n['’]t| not) be found|unknown)|no such (?:domain|host)|name or service not known|nxdomain|illegal host|unrouteable (?:mail )?domain|no mx (?:record )?found|no mx record|indicated no smtp service|unrouteable address|null ?mx|does(?: not|n['’]t) (?:receive|accept) (?:any )?e?-?mail|bad destination (?:host|system)/,
  ],
]

const unknownUser =
  /\b(?:unknown|no such|invalid|non-?existent|bad|illegal|unrecogni[sz]ed|undeliverable)(?: final)?(?: delivery)?(?: local)?(?: destination)?(?: e-?mail)? ?(?:e-?mail|user|mailbox|recipient|account|address|alias|person|local[- ]part|name|userid|addressee)|\b(?:user|mailbox|recipient|account|address|alias|addressee|person|name|inbox|email)s?\b(?: name)?[^.;]{0,60}\b(?:unknown|not found|(?:does|do|did)(?: not|n['’]t) exist|not exist|no longer (?:exists|valid|available)|(?:not|isn['’]t) (?:listed|known|recogni[sz]ed|valid|local|a valid)|invalid|(?:could|can)(?:n['’]t| ?not) be found|undeliverable)|no (?:mailbox|account|user)s? (?:here )?(?:by|with|of) th(?:at|is) name|does(?: not|n['’]t) have an? [^.]{0,30}account|no valid recipient|not (?:a|our) (?:valid|known) (?:user|mailbox|recipient)|has moved|no longer accepts|ディレクトリには見つかりません|あて先.{0,30}見つから|存在しません|не существует|inconnu|unbekannt|no existe/

const vague: readonly Pattern[] = [
  [
    'out-of-reach',
    /tim(?:ed?|e-) ?out|requests? to connect|socket error|not reachable|(?:failed|after) [\d.]{1,6} (?:attempts|tries|hour|days)|connection (?:was )?(?:refused|reset|lost|dropped|closed)|lost connection|cannot open|no route|network|unreachable|expired|retr(?:y|ies)|queue (?:for )?too long|giving up|given up|deferred|delayed|\bbusy\b|service[^.;]{0,20}(?:unavailable|not available)|try again|temporar|hop count|too many hops|\bloop|system (?:error|config)|mailer error|pipe|command (?:failed|died|output)|name service|\bdns\b|\bldap\b|configuration error|internal error|smtp connection|sequence of commands|syntax error|starttls|\btls\b|certificate|protocol error|local error|unable to contact|could not connect/,
  ],
]

const rejected =
  /(?:recipient (?:address )?|address(?:es)? )rejected\W*(?:$|see\b|\()|rejected address|mailbox unavailable|^\W*5\d\d rejected/

// Enhanced status codes (RFC 3463) that say one thing, whatever words stand beside them.
const certainCodes: readonly Pattern[] = [
  ['sender-refused', /^5\.(?:1\.[78]|7\.2[0-7])$/],
  ['mailbox-full', /^\d\.2\.2$/],
]

// What the other codes mean when no words say more.
const codes: readonly Pattern[] = [
  ['no-such-address', /^\d\.1\.[01346]$/],
  ['no-such-domain', /^\d\.(?:1\.2|1\.10)$/],
  ['sender-refused', /^\d\.(?:1\.[78]|7\.(?:[1-5]|2[0-9]|[56]\d\d))$/],
  ['mailbox-full', /^\d\.(?:2\.2|3\.1)$/],
  ['too-large', /^\d\.(?:2\.3|3\.4)$/],
  ['too-many', /^\d\.(?:5\.3|7\.28)$/],
  ['content-refused', /^\d\.(?:6\.\d+|7\.\d+)$/],
  ['out-of-reach', /^4\.[1-9]\.\d+$/],
]
const vagueCodes: readonly Pattern[] = [
  ['no-such-domain', /^5\.4\.4$/],
  ['switched-off', /^\d\.2\.1$/],
  ['out-of-reach', /^\d\.[3-5]\.\d+$/],
]

/** Without addresses, links and codes, of which each may spell any word or stand between two. */
const plain = (words: string): string =>
  words
    .slice(0, 4_000)
    .toLowerCase()
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/[^\s<>]+@[^\s<>]+/g, ' ')
    .replace(/\b(?:[245]\d\d[ -]|#)?[245]\.\d{1,3}\.\d{1,3}\b/g, ' ')
    .replace(/\b\d{3}-/g, ' ')
    .replace(/[\s<>]+/g, ' ')

/** Where in the conversation the other server refused. */
type Stage = 'hello' | 'sender' | 'recipient' | 'text' | null

const stages: readonly (readonly [Exclude<Stage, null>, RegExp])[] = [
  [
    'text',
    /in reply to (?:end of )?data|after end of data|\[(?:data|body)\]|after i sent the message|following data|our data\b|for text command|smtp command\W{1,6}data/,
  ],
  [
    'hello',
    /after initial connection|refused to talk to me|(?:in reply to|after) (?:helo|ehlo)|my name was rejected/,
  ],
  ['sender', /(?:in reply to|after|our) (?:pipelined )?mail from|\[mail_from\]/],
  ['recipient', /(?:in reply to|after|our) (?:pipelined )?rcpt to|\[rcpt_to\]|does not like recipient/],
]
const commands: Readonly<Record<string, Stage>> = {
  helo: 'hello',
  ehlo: 'hello',
  mail: 'sender',
  rcpt: 'recipient',
  data: 'text',
}

const stageIn = (words: string): Stage => {
  const named = stages.find(([, pattern]) => pattern.test(words.toLowerCase().replace(/\s+/g, ' ')))?.[0]
  if (named) return named
  const sent = [...words.matchAll(/>>> ?([A-Za-z]{4})/g)].at(-1)?.[1]?.toLowerCase()
  return commands[sent ?? ''] ?? null
}

const first = (patterns: readonly Pattern[], text: string): DeliveryReason | null =>
  patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? null

interface Told {
  readonly text: string
  readonly code: string
  readonly stage: Stage
}

/**
 * An address is called dead only when its own server said so: by the status, in answer to the recipient's name,
 * or in words of a system that has the mailbox itself. Said after the text or nobody knows when, as some
 * carriers do, it is a filter that does not want to be known as one.
 */
const ofUser = ({ text, code, stage }: Told): DeliveryReason => {
  if (/^\d\.1\.\d/.test(code)) return 'no-such-address'
  if (stage === 'hello' || stage === 'sender') return 'sender-refused'
  const isOwnWords = stage === null && !/\b5\d\d\b/.test(text.slice(0, text.search(unknownUser)))
  return stage === 'recipient' || isOwnWords ? 'no-such-address' : 'filtered'
}

const ofRejected = (stage: Stage): DeliveryReason => (stage === 'text' ? 'filtered' : 'no-such-address')

const reasonIn = (told: Told): DeliveryReason | null => {
  const { text, code, stage } = told
  const clearly = first(certainCodes, code) ?? first(clear, text)
  if (clearly) return clearly
  if (unknownUser.test(text)) return ofUser(told)
  if ((stage === 'hello' || stage === 'sender') && /^\d\.7\./.test(code)) return 'sender-refused'
  const perhaps = first(codes, code) ?? (rejected.test(text) ? ofRejected(stage) : null)
  if (perhaps) return perhaps
  const vaguely = first(vague, text)
  // Refused before any recipient was named, and not for a trouble of their own.
  if ((stage === 'hello' || stage === 'sender') && (vaguely === null || /\brefus/.test(text)))
    return 'sender-refused'
  return vaguely ?? first(vagueCodes, code)
}

/**
 * Why a mail did not reach one recipient. The words of the server that refused it count first, then the
 * enhanced status code (RFC 3463), then what the report says to people.
 */
export const bounceReason = (failed: FailedRecipient, said: string): Judged => {
  const inWords = ENHANCED_STATUS.exec(failed.words)?.[0] ?? ''
  const code = inWords || failed.status
  const stage = stageIn(failed.words) ?? stageIn(said.slice(0, 8_000))
  const reason =
    reasonIn({ text: plain(failed.words), code, stage }) ??
    reasonIn({ text: plain(said), code: failed.status || (ENHANCED_STATUS.exec(said)?.[0] ?? ''), stage }) ??
    (/\brejected\b/.test(plain(said)) ? 'filtered' : 'unknown')
  // Names of hosts fail for an hour, too: the code knows.
  const isForNow = failed.action === 'delayed' || (reason === 'no-such-domain' && code.startsWith('4'))
  return { reason, isHard: isHardReason(reason) && !isForNow }
}

/** Why a report says that a mail did not arrive: of several recipients the one counts whom nobody can reach. */
export const reportReason = (report: MailReport | null): DeliveryReason => {
  const reasons = (report?.failed ?? [])
    .filter((each) => !hasArrived(each))
    .map((each) => {
      const { reason, isHard } = bounceReason(each, report?.said ?? '')
      return isHardReason(reason) && !isHard ? 'out-of-reach' : reason
    })
  return reasons.find(isHardReason) ?? reasons[0] ?? 'unknown'
}
