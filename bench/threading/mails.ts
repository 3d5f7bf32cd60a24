import type { Random } from './random.ts'

/** A conversation that is on record: one mail of its customer, and our answer. */
export interface Talk {
  readonly caseId: number
  readonly number: number
  readonly customer: string
  /** Somebody whom the customer sent a copy. */
  readonly friend: string
  readonly theirId: string
  readonly ourId: string
  /** Our signed address for answers. */
  readonly replyTo: string
}

export interface LabelledMail {
  readonly kind: string
  /** The case it must join; null for none of those on record. */
  readonly joins: number | null
  /** Whether it tries to get into somebody else's case. */
  readonly isAttack: boolean
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly recipient: string
}

interface Draft extends Omit<LabelledMail, 'kind' | 'isAttack'> {}
type Maker = (talk: Talk, random: Random, desk: string) => Draft

const EVE = 'eve@evil.example'
const reply = (talk: Talk) => ({
  'In-Reply-To': `<${talk.ourId}>`,
  References: `<${talk.theirId}> <${talk.ourId}>`,
})
const tag = ({ number }: Talk) => ({ Subject: `Re: My contract [#${number}]` })
const joins = ({ caseId }: Talk, recipient: string, headers: Draft['headers']): Draft => ({
  ...{ joins: caseId, recipient, headers },
})
const stays = (recipient: string, headers: Draft['headers']): Draft => ({ joins: null, recipient, headers })
const strange = (random: Random): string => `<${random.word(12)}@elsewhere.example>`
const shouted = (address: string): string => address.toUpperCase()

const honest: Readonly<Record<string, Maker>> = {
  'our address': (talk) => joins(talk, talk.replyTo, { From: talk.customer, Subject: 'Re: My contract' }),
  'our address, another subject': (talk, random) =>
    joins(talk, talk.replyTo, { From: talk.customer, Subject: random.word(8) }),
  'our address, no subject': (talk) => joins(talk, talk.replyTo, { From: talk.customer }),
  'our address, shouted on the way': (talk) => joins(talk, shouted(talk.replyTo), { From: talk.customer }),
  'our Message-ID': (talk, _random, desk) =>
    joins(talk, desk, { From: talk.customer, 'In-Reply-To': `<${talk.ourId}>` }),
  'our Message-ID among References': (talk, random, desk) =>
    joins(talk, desk, {
      From: talk.customer,
      'In-Reply-To': strange(random),
      References: `${strange(random)} <${talk.ourId}> ${strange(random)}`,
    }),
  'their own Message-ID': (talk, _random, desk) =>
    joins(talk, desk, { From: talk.customer, 'In-Reply-To': `<${talk.theirId}>` }),
  'their address in capitals': (talk, _random, desk) =>
    joins(talk, desk, { From: shouted(talk.customer), ...reply(talk) }),
  'a name before the address': (talk, random, desk) =>
    joins(talk, desk, { From: `"${random.word(6)}, the boss" <${talk.customer}>`, ...reply(talk) }),
  'somebody who got a copy': (talk, _random, desk) =>
    joins(talk, desk, { From: talk.friend, ...reply(talk) }),
  'the answer wanted elsewhere': (talk, random) =>
    joins(talk, talk.replyTo, { From: talk.customer, 'Reply-To': `${random.word(5)}@private.example` }),
  'proven by the server before us': (talk) =>
    joins(talk, talk.replyTo, { ...proven('pass', talk.customer), From: talk.customer }),
  'a new need of the same customer': (talk, random, desk) =>
    stays(desk, { From: talk.customer, Subject: `About ${random.word(6)}` }),
  'the number in the subject only': (talk, _random, desk) =>
    stays(desk, { From: talk.customer, ...tag(talk) }),
  'a new customer': (_talk, random, desk) =>
    stays(desk, { From: `${random.word(8)}@other.example`, Subject: 'Hello' }),
  'an answer to nobody we know': (talk, random, desk) =>
    stays(desk, { From: talk.customer, 'In-Reply-To': strange(random), References: strange(random) }),
}

const proven = (dmarc: string, address: string) => ({
  'Authentication-Results': `mx.threading.example; dmarc=${dmarc} header.from=${address.split('@')[1]}`,
})
const everything = (talk: Talk) => ({ ...reply(talk), ...tag(talk) })
/** The token with one letter changed, or cut. */
const spoilt = ({ replyTo }: Talk, random: Random, how: 'cut' | 'altered' | 'of another case'): string => {
  const [local = '', domain = ''] = replyTo.split('@')
  if (how === 'cut') return `${local.slice(0, -1 - random.below(5))}@${domain}`
  if (how === 'of another case')
    return `${local.replace(/\+c(\d+)-/, (_whole, digits) => `+c${Number(digits) + 1}-`)}@${domain}`
  const at = local.length - 1 - random.below(10)
  const letter = local[at] === 'a' ? 'b' : 'a'
  return `${local.slice(0, at)}${letter}${local.slice(at + 1)}@${domain}`
}
const at = (talk: Talk, random: Random, from: string): Draft =>
  stays(random.below(2) === 0 ? talk.replyTo.toLowerCase() : talk.replyTo, {
    From: from,
    ...everything(talk),
  })

const hostile: Readonly<Record<string, Maker>> = {
  'a stranger with the number': (talk, _random, desk) => stays(desk, { From: EVE, ...tag(talk) }),
  'a stranger with our Message-ID': (talk, _random, desk) => stays(desk, { From: EVE, ...everything(talk) }),
  'a stranger with their Message-ID': (talk, _random, desk) =>
    stays(desk, { From: EVE, 'In-Reply-To': `<${talk.theirId}>`, ...tag(talk) }),
  'a stranger with our address': (talk, random) => at(talk, random, EVE),
  'a cut token': (talk, random) => stays(spoilt(talk, random, 'cut'), { From: talk.customer, ...tag(talk) }),
  'an altered token': (talk, random) => stays(spoilt(talk, random, 'altered'), { From: talk.customer }),
  'a token of another case': (talk, random) =>
    stays(spoilt(talk, random, 'of another case'), { From: talk.customer }),
  'an altered Message-ID of ours': (talk, _random, desk) =>
    stays(desk, { From: talk.customer, 'In-Reply-To': `<${talk.ourId.replace(/.@/, '~@')}>` }),
  'the customer as Reply-To': (talk) =>
    stays(talk.replyTo, { From: EVE, 'Reply-To': talk.customer, Sender: talk.customer, ...everything(talk) }),
  'disowned by the customer’s domain': (talk) =>
    stays(talk.replyTo, { ...proven('fail', talk.customer), From: talk.customer, ...everything(talk) }),
  'disowned, with a forged word of our server below': (talk) =>
    stays(talk.replyTo, {
      'Authentication-Results': ['fail', 'pass'].map(
        (each) => proven(each, talk.customer)['Authentication-Results'],
      ),
      ...{ From: talk.customer, ...everything(talk) },
    }),
  'a copy to oneself': (talk) =>
    stays(talk.replyTo, { From: EVE, Cc: `${EVE}, ${talk.customer}`, ...everything(talk) }),
  'the customer’s address as a name': (talk, random) => at(talk, random, `"${talk.customer}" <${EVE}>`),
  'the customer’s address in a comment': (talk, random) => at(talk, random, `${EVE} (${talk.customer})`),
  'the customer’s address as a group': (talk, random) =>
    at(talk, random, `${talk.customer.replace('@', ' at ')}: ${EVE};`),
  'the customer’s address as a quoted local part': (talk, random) =>
    at(talk, random, `"${talk.customer}"@evil.example`),
  'a look-alike domain': (talk, random) => at(talk, random, talk.customer.replace(/a(?=[^@]*$)/, 'а')),
  'a look-alike domain in its coded form': (talk, random) =>
    at(talk, random, talk.customer.replace(/@.*/, '@xn--ustomer-0jg.example')),
  'a look-alike name': (talk, random) => at(talk, random, talk.customer.replace('c', 'с')),
  'a part of the customer’s domain': (talk, random) => at(talk, random, talk.customer.replace('@', '@mail.')),
  'the customer’s domain within another one': (talk, random) =>
    at(talk, random, `${talk.customer}.evil.example`),
  'a plus-address beside the customer’s': (talk, random) =>
    at(talk, random, talk.customer.replace('@', '+eve@')),
  'a dot in the customer’s name': (talk, random) => at(talk, random, talk.customer.replace('@', '.@')),
  'a percent sign for the @': (talk, random) =>
    at(talk, random, `${talk.customer.replace('@', '%')}@evil.example`),
  'two senders': (talk, random) => at(talk, random, `${talk.customer}, ${EVE}`),
  'two From lines': (talk) => stays(talk.replyTo, { From: [EVE, talk.customer], ...everything(talk) }),
  'our own address as its sender': (talk, _random, desk) => stays(desk, { From: desk, ...everything(talk) }),
  'a colleague’s address as its sender': (talk, random) => at(talk, random, 'Ada <ada@ledger.example>'),
}

const pick = (makers: Readonly<Record<string, Maker>>, random: Random) => random.of(Object.entries(makers))

/** One of every five tries to get in where it does not belong. */
export const labelledMail = (
  talks: readonly Talk[],
  random: Random,
  desk: string,
  turn: number,
): LabelledMail => {
  const isAttack = turn % 5 === 0
  const [kind, make] = pick(isAttack ? hostile : honest, random)
  return { kind, isAttack, ...make(random.of(talks), random, desk) }
}

/** Its bytes; `mark` is in its text. */
export const bytesOf = ({ headers }: LabelledMail, mark: string): string => {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}`),
  )
  const id = `Message-ID: <${mark}@threading.example>`
  return [...lines, id, 'Date: Sat, 21 Nov 2026 10:00:00 +0000', '', `${mark} and some words.`, ''].join(
    '\r\n',
  )
}
