/** A text cut where it begins to quote; together the parts are the whole of it. */
export interface Cut {
  readonly newest: string
  readonly quoted: string
}

const WROTE =
  /wrote|writes|schrieb|schreibt|écrit|escribió|escribi[oó]|escreveu|ha scritto|scrive|schreef|skrev|skreiv|kirjoitti|napisał|napsal|написал|писал|пише|пишет|написа|yazdı|írta|έγραψε|a scris|kirjutas|đã viết|写道|寫道|写了|のメッセージ|님이 (?:작성|쓴)|작성|كتب|כתב/iu
const DATE = /\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b|\d年|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/
const BEGINS =
  /^(?:on|am|le|el|il|op|den|em|no dia|w dniu|dnia|på|pe|vào|dne|dňa|ons|\d{1,2}[. ]|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]{0,6}[., ])/iu

const ORIGINAL =
  /^[ \t>*_]{0,20}-{2,}[ \t]*(?:original message|original appointment|forwarded message|forwarded by|ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|message d'origine|message original|message transféré|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|ursprungligt meddelande|vidarebefordrat meddelande|opprinnelig melding|oprindelig meddelelse|videresendt (?:melding|meddelelse)|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|исходное сообщение|пересылаемое сообщение|оригінальне повідомлення|orijinal mesaj|原始邮件|原始郵件|转发的邮件|元のメッセージ|転送メッセージ|원본 메시지)/iu
const FORWARDED =
  /^[ \t>*]{0,20}(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht|início da mensagem (?:reencaminhada|encaminhada)|vidarebefordrat brev|videresendt melding|start på videresendt|начало переадресованного сообщения)[ \t]*:/iu

// How programs announce what they answer too.
const ANSWERED =
  /original (?:message|appointment)|ursprüngliche|originalnachricht|d'origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk|ursprungligt|opprinnelig|oprindelig|alkuperäinen|oryginalna|původní|исходное|оригінальне|orijinal|原始|元の|원본/iu

// What mail programs call the lines above the mail they quote.
const HEADERS: readonly (readonly [kind: string, names: RegExp])[] = [
  [
    'from',
    /^(?:from|von|de|da|van|från|fra|lähettäjä|od|nadawca|odesílatel|от|від|kimden|gönderen|发件人|寄件者|寄件人|差出人|보낸 사람|από|feladó|expéditeur|expediteur|de la|saatja|remitente|mittente|afzender)$/iu,
  ],
  [
    'date',
    /^(?:date|sent|datum|gesendet|envoyé|enviado|enviada|fecha|data|inviato|verzonden|skickat|sendt|dato|lähetetty|päivämäärä|wysłano|wysłane|odesláno|дата|отправлено|надіслано|tarih|gönderildi|gönderme tarihi|发送时间|發送時間|日期|送信日時|日付|날짜|보낸 날짜|ημερομηνία|elküldve|trimis)$/iu,
  ],
  [
    'to',
    /^(?:to|an|à|para|a|aan|till|til|vastaanottaja|do|komu|кому|kime|alıcı|收件人|收件者|宛先|받는 사람|προς|címzett|către)$/iu,
  ],
  [
    'subject',
    /^(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|тема|konu|主题|主題|主旨|件名|제목|θέμα|tárgy|subiect|teema)$/iu,
  ],
]

/** Whether a line announces a mail that is passed on; "original message" may be an answer as well. */
export const isForwardLine = (line: string): boolean =>
  FORWARDED.test(line) || (ORIGINAL.test(line) && !ANSWERED.test(line))

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line)
const isBlank = (line: string): boolean => line.trim() === ''

/** What a line of a quoted mail's head says: `from`, `date`, `to` or `subject`; null for any other line. */
export const headerKind = (line: string): string | null => {
  const name = /^[\s>*_]{0,12}([^\s:：*][^:：*]{0,29}?)[ \t\u00a0]{0,2}\*{0,2}[:：]/u.exec(
    line.slice(0, 80),
  )?.[1]
  return name === undefined ? null : (HEADERS.find(([, names]) => names.test(name.trim()))?.[0] ?? null)
}

/** Whether a mail's head begins here, as Outlook writes it above what it quotes: From and two others, or one beside an address. */
const isHead = (lines: readonly string[], at: number): boolean => {
  const first = headerKind(lines[at] ?? '')
  if (first !== 'from' && first !== 'date') return false
  const block: string[] = []
  for (const line of lines.slice(at, at + 12)) {
    if (isBlank(line) && block.length > 1) break
    if (!isBlank(line)) block.push(line)
  }
  const kinds = new Set(block.map(headerKind))
  kinds.delete(null)
  return (
    kinds.has('from') && (kinds.size >= 3 || (kinds.size === 2 && block.some((line) => line.includes('@'))))
  )
}

/** Whether the line above is the beginning of an announcement that was folded. */
const belongsTo = (above: string, line: string, span: string): boolean => {
  if (isBlank(above) || isQuoted(above) || above.length > 120) return false
  const completes = !/<\S+@\S+>/.test(span) && /<\S+@\S+>/.test(above) && WROTE.test(above)
  return (
    completes || /[<,("]\s*$/.test(above) || (BEGINS.test(above) && !BEGINS.test(line) && above.length < 80)
  )
}

/** The first line of "On Monday Ada wrote:" that ends at a line; null when none ends there. */
const attributionAt = (lines: readonly string[], end: number): number | null => {
  const last = lines[end] ?? ''
  if (last.length > 400 || isQuoted(last) || !/[:：]\s*$/.test(last)) return null
  const next = lines.slice(end + 1, end + 4).find((line) => !isBlank(line))
  const isFollowed = next !== undefined && isQuoted(next)
  for (let start = end; start >= 0 && start > end - 4 && !isBlank(lines[start] ?? ''); start -= 1) {
    const span = lines.slice(start, end + 1).join(' ')
    if (span.length > 400 || isQuoted(lines[start] ?? '')) return null
    const speaks = WROTE.test(last) || WROTE.test(span)
    if (!DATE.test(span) && !(start === end && /<\S+@\S+>/.test(span) && speaks)) continue
    // A date and an address before a colon announce it in every language.
    if (!isFollowed && !speaks && !/<\S+@\S+>/.test(span)) continue
    return start - Number(belongsTo(lines[start - 1] ?? '', lines[start] ?? '', span))
  }
  return null
}

const join = (lines: readonly string[]): string => lines.join('\n').trim()

/** The line behind the quotation that begins at `at`. */
const endOfQuote = (lines: readonly string[], at: number): number => {
  let end = at
  while (end < lines.length && (isBlank(lines[end] ?? '') || isQuoted(lines[end] ?? ''))) end += 1
  return end
}

const hasWords = (lines: readonly string[]): boolean => lines.some((line) => /[\p{L}\p{N}]/u.test(line))

/** Words below a quotation that stands at the top answer it. Words between several mean nothing without them: null. */
const answersBelow = (lines: readonly string[], quote: number): Cut | null => {
  const end = endOfQuote(lines, quote)
  const below = lines.slice(end)
  if (!lines.slice(quote, end).some(isQuoted) || !hasWords(below) || below.some(isQuoted)) return null
  return { newest: join(below), quoted: join(lines.slice(0, end)) }
}

const cutAt = (lines: readonly string[], at: number): Cut | null =>
  hasWords(lines.slice(0, at)) ? { newest: join(lines.slice(0, at)), quoted: join(lines.slice(at)) } : null

/** From a line on that announces a quotation: all of it, or null when the writer answers in between. */
const cutAttributed = (lines: readonly string[], start: number, end: number): Cut | null => {
  const quote = endOfQuote(lines, end + 1)
  const isMarked = lines.slice(end + 1, quote).some(isQuoted)
  if (!hasWords(lines.slice(0, start))) return answersBelow(lines, end + 1)
  return isMarked && hasWords(lines.slice(quote)) ? null : cutAt(lines, start)
}

const cutHere = (lines: readonly string[], at: number): Cut | null | undefined => {
  const line = lines[at] ?? ''
  if (ORIGINAL.test(line) || FORWARDED.test(line) || isHead(lines, at)) {
    const isRuled = /^[\s>]*[_-]{5,}\s*$/.test(lines[at - 1] ?? '')
    return cutAt(lines, isRuled ? at - 1 : at)
  }
  const start = attributionAt(lines, at)
  return start === null ? undefined : cutAttributed(lines, start, at)
}

/**
 * Cuts a plain text where it begins to quote: at a line that announces it ("On Monday Ada wrote:", in any
 * language when marked lines follow), at the head of another mail, or behind a quotation at the top.
 * Null when it announces none, when nothing new is left, or when the writer answers point by point.
 */
export const cutQuotation = (text: string): Cut | null => {
  const lines = text.split('\n')
  const top = lines.findIndex((line) => !isBlank(line))
  if (top >= 0 && isQuoted(lines[top] ?? '')) return answersBelow(lines, top)
  for (let at = 0; at < lines.length; at += 1) {
    const cut = cutHere(lines, at)
    if (cut !== undefined) return cut
  }
  return null
}
