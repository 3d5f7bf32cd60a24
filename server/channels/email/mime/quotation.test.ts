import { describe, expect, it } from 'vitest'
import { cutQuotation } from './quotation.ts'

const quote = '\n> Old words\n> and more'
const own = 'New words.\nA second line.'

describe('an announced quotation', () => {
  it.each([
    ['English', 'On Nov 2, 2026, at 10:00 AM, Ada <ada@desk.test> wrote:'],
    [
      'folded',
      'On Mon, Nov 2, 2026 at 10:00 AM Ada of the Very Long Company\n<ada.of.the.long@desk.test>\nwrote:',
    ],
    ['folded before the date', 'Ada <ada@desk.test> schrieb am Fr., 2.\nNov. 2026 um 10:00 Uhr:'],
    ['without a date', 'Ada <ada@desk.test> wrote:'],
    ['Danish', 'Den 2. november 2026 kl. 10.00 skrev Ada <ada@desk.test>:'],
    ['Finnish', 'Ada <ada@desk.test> kirjoitti 2.11.2026 kello 10.00:'],
    ['Italian', 'Il giorno lun 2 nov 2026 alle ore 10:00 Ada <ada@desk.test> ha\nscritto:'],
    ['Portuguese', 'Em seg., 2 de nov. de 2026 às 10:00, Ada <ada@desk.test>\nescreveu:'],
    ['Dutch', 'Op ma 2 nov. 2026 om 10:00 schreef Ada <ada@desk.test>:'],
    ['Polish', 'pon., 2 lis 2026 o 10:00 Ada <ada@desk.test> napisał(a):'],
    ['Czech', 'po 2. 11. 2026 v 10:00 odesílatel Ada <ada@desk.test> napsal:'],
    ['Turkish', 'Ada <ada@desk.test>, 2 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:'],
    ['Russian', '20 окт. 2026 г. 10:00 пользователь "Ada L" <\nada@desk.test> написал:'],
    ['Chinese', 'Ada <ada@desk.test> 于2026年11月2日周一 10:00写道：'],
    ['Japanese', '2026年11月2日(月) 10:00 Ada <ada@desk.test>:'],
    ['Korean', '2026년 11월 2일 (월) 오전 10:00, Ada <ada@desk.test>님이 작성:'],
    ['Greek', 'Στις Δευ 2 Νοε 2026 στις 10:00, ο χρήστης Ada <ada@desk.test> έγραψε:'],
    [
      'a language that no list names',
      'Pada tanggal Sen, 2 Nov 2026 pukul 10.00 Ada <ada@desk.test> menulis:',
    ],
  ])('in %s is cut with its announcement', (_language, line) => {
    for (const text of [
      `${own}\n\n${line}${quote}`,
      `${own}\n${line}${quote}`,
      `${own}\n\n${line}\n\nOld words`,
    ]) {
      const cut = cutQuotation(text)
      expect(cut?.newest).toBe(own)
      expect(cut?.quoted).toContain('Old words')
      expect(cut?.quoted).toContain(line)
    }
    expect(cutQuotation(`${line}${quote}\n\nBelow`)?.newest).toBe('Below')
  })
})

describe('the head of another mail', () => {
  it.each([
    ['English', 'From: Ada <ada@desk.test>\nSent: Monday 10:00\nTo: Bea\nSubject: Phone'],
    ['bold', '*From:* Ada <ada@desk.test>\n*Sent:* Monday\n*To:* Bea\n*Subject:* Phone'],
    ['German', 'Von: Ada <ada@desk.test>\nGesendet: Montag\nAn: Bea\nBetreff: Telefon'],
    ['French', 'De : Ada <ada@desk.test>\nEnvoyé : lundi\nÀ : Bea\nObjet : Téléphone'],
    ['Spanish', 'De: Ada <ada@desk.test>\nEnviado el: lunes\nPara: Bea\nAsunto: Tel'],
    ['Italian', 'Da: Ada <ada@desk.test>\nInviato: lunedì\nA: Bea\nOggetto: tel'],
    ['Polish', 'Od: Ada <ada@desk.test>\nWysłano: poniedziałek\nDo: Bea\nTemat: tel'],
    ['Russian', 'От: Ada <ada@desk.test>\nОтправлено: 2 ноября\nКому: Bea\nТема: тел'],
    ['Chinese', '发件人: Ada <ada@desk.test>\n发送时间: 2026年\n收件人: Bea\n主题: 电话'],
    ['Japanese', '差出人: Ada <ada@desk.test>\n送信日時: 2026年\n宛先: Bea\n件名: 電話'],
    ['a forward', '-------- Weitergeleitete Nachricht --------\nBetreff: Telefon\nVon: Ada'],
    ['a forward by Apple', 'Begin forwarded message:\n\nFrom: Ada <ada@desk.test>\nSubject: Phone'],
  ])('in %s is cut with its rule', (_language, head) => {
    for (const rule of ['\n', '\n\n', '\n\n________________________________\n']) {
      const cut = cutQuotation(`${own}${rule}${head}\n\nOld words`)
      expect(cut?.newest).toBe(own)
      expect(cut?.quoted).toMatch(/Old words$/)
    }
  })

  it('with nothing above it is what the writer wants us to read', () => {
    expect(cutQuotation('From: Ada <ada@desk.test>\nTo: Bea\nSubject: Phone\n\nPlease see')).toBeNull()
  })
})

describe('what only looks like it', () => {
  it.each([
    ['On Monday at 10:00 it rang and I wrote:\nhello there'],
    ['From: the start it was broken.\nTo: be honest, I want it back.'],
    ['My date: 2 Nov 2026\nFrom: Berlin\nTo: Munich\nwas late'],
    ['On your host you can run:\n> telnet'],
    ['See https://shop.example/how-ada-wrote: it helps'],
  ])('is new: %s', (text) => expect(cutQuotation(text)).toBeNull())

  it('is an answer point by point, which means nothing without its questions', () => {
    expect(cutQuotation('On 2 Nov 2026, Ada wrote:\n> Red?\nYes\n> Blue?\nNo')).toBeNull()
    expect(cutQuotation('Hi,\n\nOn 2 Nov 2026, Ada wrote:\n> Red?\nYes')).toBeNull()
    expect(cutQuotation('> Red?\nYes\n> Blue?\nNo')).toBeNull()
  })

  it('is nothing new at all', () => expect(cutQuotation('> Only a quotation')).toBeNull())
})

it('words below an unannounced quotation at the top answer it', () => {
  expect(cutQuotation('> Does it ring?\n\nYes')).toEqual({ newest: 'Yes', quoted: '> Does it ring?' })
})

it('a text made to be slow is cut in a moment', () => {
  const begun = performance.now()
  for (const line of ['From: ', 'On 2 Nov 2026 <a@b> wrote', '>', 'wrote:', `${'a:'.repeat(300)}`])
    cutQuotation(`${line}\n`.repeat(Math.floor(100_000 / line.length)))
  expect(performance.now() - begun).toBeLessThan(2_000)
})
