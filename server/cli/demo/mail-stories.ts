import { DAY, HOUR, type Said, type Story } from './story.ts'

const mail = (at: number, text: string): Said => ({ at, channel: 'email', text })

/** What customers wrote by e-mail. */
export const mailStories: readonly Story[] = [
  {
    need: 'No dial tone in three classrooms since the holidays',
    ...{ customer: 'amina', team: 'technology', tags: ['outage', 'school'], began: 2 * DAY },
    said: [
      mail(
        0,
        'Good morning,\n\nsince we came back from the holidays the telephones in rooms 11, 12 and 14 are dead. The teachers there cannot call the office in an emergency, so this worries me.\n\nThe lights on the box in the corridor are all green.\n\nAmina Yusuf\nSchool office',
      ),
      mail(20 * HOUR, 'One more thing: room 13, between them, works. I hope that helps.'),
    ],
    takenBy: 'noor',
    notes: [
      {
        by: 'noor',
        text: 'Same floor, room 13 fine: looks like the patch panel, not the line. @Eva, are you near there on Thursday?',
        mentions: ['eva'],
      },
    ],
    reply: {
      by: 'noor',
      text: 'Dear Amina,\n\nthank you, room 13 was the clue: the fault is in the panel on that floor and not in your box. Until it is mended, calls to rooms 11, 12 and 14 ring at the school office, so nobody is cut off in an emergency.\n\nWould Thursday at half past two be a good time, when the classes are over?\n\nNoor',
    },
  },
  {
    need: 'Rechnung enthält zwei Anschlüsse, wir haben nur einen',
    ...{ customer: 'walter', team: 'billing', tags: ['invoice'], began: 27 * HOUR },
    said: [
      mail(
        0,
        'Guten Tag,\n\nauf der Rechnung 2210-4417 stehen zwei Anschlüsse. Den zweiten haben wir im März gekündigt, die Bestätigung liegt mir vor.\n\nBitte erstatten Sie die drei Monate.\n\nMit freundlichen Grüßen\nWalter Brandt',
      ),
    ],
    takenBy: 'pete',
  },
  {
    need: 'Guests lose the wireless network every evening at eight',
    ...{ customer: 'lucia', team: 'technology', tags: ['wireless', 'hotel'], began: 6 * HOUR },
    said: [
      mail(
        0,
        'Hello, it happened again last night. At eight o’clock all guests on the second floor lose the network for about ten minutes. I have explained this to three people at your company now and I would rather not do it a fourth time.\n\nLucía',
      ),
      mail(5 * HOUR, 'Is somebody reading this? We have a full house tonight.'),
    ],
  },
  {
    need: 'Move our line to the new flat on the first',
    ...{ customer: 'hannah', team: 'service', tags: ['moving'], began: 3 * HOUR },
    said: [
      mail(
        0,
        'Hi! We move on the first to 18 Alder Lane, third floor. Can the number come with us? My mother only knows this one by heart.\n\nThanks, Hannah',
      ),
    ],
    takenBy: 'mia',
  },
  {
    need: 'Charged twice in October',
    ...{ customer: 'olive', team: 'billing', tags: ['invoice', 'refund'], began: 4 * DAY },
    said: [
      mail(
        0,
        'You took the October amount twice, on the 2nd and on the 5th. Please give one back.\n\nOlive Chen',
      ),
      mail(2 * DAY, 'I have not heard anything. Both are still gone from my account.'),
    ],
    takenBy: 'pete',
    reply: {
      by: 'pete',
      text: 'Dear Olive,\n\nyou are right, and I am sorry: the October amount was taken twice, and then we left you without an answer for two days. I have sent the second one back just now. It reaches your account by Wednesday; please write to me here if it does not.\n\nPete',
    },
  },
  {
    need: 'هل يصل الإنترنت السريع إلى شارعنا؟',
    ...{ customer: 'yusra', team: 'service', began: 50 },
    said: [
      mail(
        0,
        'مرحباً،\n\nأود أن أعرف إن كان الإنترنت السريع متوفراً في شارع الميناء رقم ٤٢. جارتي لديها ذلك منذ الصيف.\n\nشكراً لكم\nيسرى',
      ),
    ],
  },
  {
    need: 'Résiliation après un décès',
    ...{ customer: 'marc', team: 'service', tags: ['contract'], began: 90 },
    said: [
      mail(
        0,
        'Bonjour,\n\nma mère est décédée le 3. Son contrat est à son nom, le numéro se termine par 4471. Que dois-je vous envoyer pour le résilier ? Je n’ai pas la force de téléphoner.\n\nMarc Dubois',
      ),
    ],
  },
  {
    need: 'Can I keep my old voicemail greeting?',
    ...{ customer: 'greta', team: 'service', began: 7 * DAY },
    said: [
      mail(
        0,
        'My late husband’s voice is on our voicemail. I have been told that the new system deletes the old greetings. Is there any way to keep it?\n\nGreta Holm',
      ),
    ],
    takenBy: 'priya',
    notes: [
      {
        by: 'priya',
        text: 'Saved the recording from the old system before the switch on Friday. It is 14 seconds. I will send it to her as a file and put it on the new system.',
      },
    ],
    reply: {
      by: 'priya',
      text: 'Dear Mrs Holm,\n\nyour husband’s greeting is safe. I copied it from the old system before anything was switched, and I will put it on the new one, so that it answers as before. I also send it to you as a file, so that it is yours whatever any system does.\n\nMay I call you when it is done, to listen together whether it sounds right?\n\nPriya',
    },
  },
]
