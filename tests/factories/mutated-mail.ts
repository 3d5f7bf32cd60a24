import type { Random } from './random-hours.ts'

type Mutation = (random: Random, mail: Buffer, other: Buffer) => Buffer

const splice = (mail: Buffer, from: number, to: number, put: Buffer | string): Buffer =>
  Buffer.concat([
    mail.subarray(0, from),
    typeof put === 'string' ? Buffer.from(put, 'latin1') : put,
    mail.subarray(to),
  ])

/** A span of at most `most` bytes. */
const span = (random: Random, mail: Buffer, most: number): [from: number, to: number] => {
  const from = random(mail.length + 1)
  return [from, Math.min(mail.length, from + random(most))]
}

/** All places at which a byte sequence stands; one is chosen. */
const placeOf = (random: Random, mail: Buffer, what: string): number => {
  const places: number[] = []
  for (let at = mail.indexOf(what); at >= 0 && places.length < 500; at = mail.indexOf(what, at + 1))
    places.push(at)
  return places.length === 0 ? random(mail.length + 1) : (places[random(places.length)] ?? 0)
}

const lineAt = (random: Random, mail: Buffer): [from: number, to: number] => {
  const from = placeOf(random, mail, '\r\n') + 2
  const end = mail.indexOf('\r\n', from)
  return [Math.min(from, mail.length), end < 0 ? mail.length : end + 2]
}

/** What readers of mail stumble over. */
const nasty = [
  '\0',
  '\xff\xfe\xfd',
  '\r',
  '\n',
  '\r\n\r\n',
  '--',
  '=?utf-8?b?',
  '=?utf-8?q?=?=',
  '=?x?y?z?=',
  '<',
  '<!--',
  '<blockquote type="cite">',
  '<div '.repeat(50),
  '"',
  '(('.repeat(100),
  ';',
  ' a*0*=',
  "*=utf-8''%",
  '=',
  '=\r\n',
  '&#x110000;',
  '\x1b$B',
  '+AGEAYg-',
  '\u{feff}',
  'x'.repeat(5_000),
  ' '.repeat(20_000),
  '>'.repeat(3_000),
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Type: message/rfc822\r\n\r\n',
  'Content-Transfer-Encoding: x-uuencode\r\n',
  'From: a@b, c@d, <>, @, "\r\n',
  'Content-Type: text/plain; charset=utf-16\r\n',
  'begin 644 x\r\n#0V%T\r\n`\r\nend\r\n',
] as const

/** Each does one thing to a mail that a broken program, a bad line or somebody hostile does. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'other bytes': (random, mail) => {
    const changed = Buffer.from(mail)
    for (let count = 1 + random(20); count > 0; count -= 1) changed[random(mail.length)] = random(256)
    return changed
  },
  'something nasty': (random, mail) => {
    const at = random(mail.length + 1)
    return splice(mail, at, at, nasty[random(nasty.length)] ?? '')
  },
  'something nasty at a border': (random, mail) => {
    const at = placeOf(random, mail, [':', ';', '=', '\r\n', '--', '"', '<'][random(7)] ?? ':') + random(3)
    return splice(mail, at, at, nasty[random(nasty.length)] ?? '')
  },
  'a piece missing': (random, mail) => splice(mail, ...span(random, mail, 400), ''),
  'a piece twice': (random, mail) => {
    const [from, to] = span(random, mail, 2_000)
    return splice(mail, to, to, mail.subarray(from, to))
  },
  'cut off': (random, mail) => mail.subarray(0, random(mail.length + 1)),
  'a line missing': (random, mail) => splice(mail, ...lineAt(random, mail), ''),
  'a line many times': (random, mail) => {
    const [from, to] = lineAt(random, mail)
    return splice(
      mail,
      to,
      to,
      mail.toString('latin1', from, Math.min(to, from + 5_000)).repeat(2 + random(200)),
    )
  },
  'two lines in the wrong order': (random, mail) => {
    const [from, to] = lineAt(random, mail)
    const line = Buffer.from(mail.subarray(from, to))
    const rest = splice(mail, from, to, '')
    const [at] = lineAt(random, rest)
    return splice(rest, at, at, line)
  },
  'another boundary': (random, mail) => {
    const at = placeOf(random, mail, 'boundary=') + 9
    return splice(mail, at, at + 4, ['"', '', '"a b"', `"${'z'.repeat(200)}"`][random(4)] ?? '')
  },
  'another encoding': (random, mail) => {
    const at = placeOf(random, mail, 'Encoding: ') + 10
    return splice(
      mail,
      at,
      at + 4,
      ['base64', 'quoted-printable', 'x-gzip64', 'uuencode', ''][random(5)] ?? '',
    )
  },
  'another charset': (random, mail) => {
    const at = placeOf(random, mail, 'charset=') + 8
    const names = [
      'utf-16',
      'iso-2022-jp',
      'big5',
      'hz-gb-2312',
      'unknown-8bit',
      '""',
      'utf-8; charset=ascii',
    ]
    return splice(mail, at, at + 5, names[random(names.length)] ?? '')
  },
  'a piece of another mail': (random, mail, other) => {
    const [from, to] = span(random, other, 3_000)
    const at = random(mail.length + 1)
    return splice(mail, at, at, other.subarray(from, to))
  },
  'the head of another mail': (random, mail, other) => {
    const [mine, theirs] = [mail.indexOf('\r\n\r\n'), other.indexOf('\r\n\r\n')]
    return Buffer.concat([
      other.subarray(0, Math.max(0, theirs)),
      mail.subarray(Math.max(0, mine)),
      Buffer.from(String(random(9))),
    ])
  },
  'itself inside itself': (random, mail) => {
    const at = placeOf(random, mail, '\r\n\r\n') + 4
    return splice(mail, at, at, mail)
  },
  'other ends of lines': (random, mail) =>
    Buffer.from(
      mail.toString('latin1').replaceAll('\r\n', ['\n', '\r', '\r\r\n', '\n\r'][random(4)] ?? '\n'),
      'latin1',
    ),
}
const all = Object.values(mutations)

// One that grows by each step must not fill the memory of whoever makes it.
const LARGEST = 2_000_000

/** A mail changed in one to five ways; the same for the same state of `random`. */
export const mutatedMail = (random: Random, mail: Buffer, other: Buffer): Buffer => {
  let changed = mail
  for (let steps = 1 + random(5); steps > 0; steps -= 1)
    changed = (all[random(all.length)]?.(random, changed, other) ?? changed).subarray(0, LARGEST)
  // Of its own memory: a view takes all it looks at along to the thread that reads it.
  return Buffer.from(changed)
}
