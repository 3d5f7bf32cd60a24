import type { Story } from '../story.ts'

export const serviceStories: readonly Story[] = [
  {
    customer: 'daniel',
    team: 'service',
    channel: 'email',
    need: 'Keep my number when I move to the Netherlands',
    tags: ['moving', 'porting'],
    steps: [
      {
        at: '20h',
        says: 'Hi,\n\nI start a new job in Utrecht in January. I have had this number since I was sixteen and would hate to lose it. Your website says porting is not possible abroad; your shop said it is; your chat said “maybe”.\n\nWhich of the three is true?\n\nDaniel Okoro',
      },
      {
        at: '18h',
        by: 'ida',
        answers:
          'Dear Daniel,\n\ncongratulations on the job, and I am sorry about the three answers. The true one: a number cannot move to a Dutch company, but you can keep it with us as a number that forwards to your Dutch phone. It costs £2 a month, calls to you stay free of charge for your friends.\n\nShall I prepare it for the first of January? You would have nothing to do but confirm.\n\nIda Lindqvist',
      },
      {
        at: '1h 50m',
        says: 'Dear Ida,\n\nthat is a clear answer, thank you! Yes please, from the first of January. Two small questions: do text messages arrive as well (my bank sends codes), and can I get out of it by the month?\n\nDaniel',
      },
    ],
  },
  {
    customer: 'layla',
    team: 'service',
    channel: 'email',
    need: 'هاتف ابنتي لا يعمل منذ يومين',
    tags: ['device'],
    steps: [
      {
        at: '4h 40m',
        says: 'مرحباً،\n\nهاتف ابنتي لا يعمل منذ يومين، وهي تعود من المدرسة وحدها وأريد أن أطمئن عليها. الشاشة سوداء لكنه يرن عندما أتصل بها.\n\nهل يمكن إصلاحه اليوم؟ أستطيع القدوم إلى المتجر بعد الساعة الرابعة.\n\nشكراً لكم\nليلى منصور',
        file: 'photo',
      },
      {
        at: '4h 10m',
        by: 'tomas',
        notes:
          'Translated with Amina’s help: screen is black but it rings; daughter walks home alone, so this is about being reachable, not about the screen. @Amina, would you answer her in Arabic? The shop in King Street has a loan phone until six.',
        mentions: ['amina'],
      },
    ],
  },
  {
    customer: 'karin',
    team: 'service',
    channel: 'email',
    need: 'Byta till mindre abonnemang för min pappa',
    tags: ['plan'],
    steps: [
      {
        at: '1d 8h',
        says: 'Hej,\n\nmin pappa är 91 och ringer bara mig och sin granne. Han betalar för 50 GB i månaden. Kan han få något mindre, utan att behöva ringa och trycka på knappar?\n\nKarin Ekström',
      },
      {
        at: '1d 5h',
        by: 'ida',
        answers:
          'Hej Karin,\n\nvad fint att du frågar för honom. Från den första har han Simple: fria samtal, 1 GB, en tredjedel av priset. Han behöver inte göra något, och hans nummer är detsamma. Jag har också räknat tillbaka de tre senaste månaderna, eftersom vi borde ha märkt det själva.\n\nIda Lindqvist',
      },
      {
        at: '1d 3h',
        says: 'Men så snällt! Pappa ber mig hälsa och säga att han nu har råd med fler wienerbröd. Tack, allt är bra nu.',
      },
      { at: '1d 3h', rests: 'solved' },
    ],
  },
  {
    customer: 'uwe',
    team: 'service',
    channel: 'email',
    need: 'Paket mit neuem Telefon nie angekommen',
    tags: ['delivery'],
    steps: [
      {
        at: '2d 2h',
        says: 'Guten Tag,\n\nlaut Sendungsverfolgung wurde mein neues Telefon am Freitag „an einen Nachbarn“ übergeben. Ich habe bei allen acht Nachbarn geklingelt. Niemand hat ein Paket.\n\nBitte schicken Sie mir ein neues oder mein Geld zurück.\n\nMit freundlichen Grüßen\nUwe Brandt',
      },
      {
        at: '1d 22h',
        by: 'tomas',
        answers:
          'Guten Tag Herr Brandt,\n\nacht Nachbarn – das tut mir leid. Das verlorene Paket ist unsere Sorge und nicht Ihre: Ein neues Telefon geht heute hinaus und kommt morgen zwischen 16 und 18 Uhr, nur gegen Ihre Unterschrift.\n\nHerzliche Grüße\nTomás Herrera',
      },
      {
        at: '6h',
        says: 'Guten Tag Herr Herrera,\n\ndas Telefon ist da, vielen Dank. Nur das Ladekabel fehlt im Karton. Können Sie eines nachschicken?\n\nUwe Brandt',
      },
    ],
  },
  {
    customer: 'yusuf',
    team: 'service',
    channel: 'call',
    need: 'Phone stolen; block the line and keep the number',
    tags: ['stolen', 'urgent'],
    steps: [
      {
        at: '1h 5m',
        by: 'tomas',
        logs: 'call',
        subject: 'Phone stolen on the bus',
        summary:
          'Blocked the SIM and the device while he was on the line. New SIM waits in the King Street shop from noon, same number. He was shaken; his daughter’s first pictures were on it. Showed him how to look for the backup: they are all there.',
        legs: [
          {
            who: 'Tomás Herrera',
            colleague: 'tomas',
            team: 'service',
            from: 0,
            queue: 2,
            talk: 17,
            end: 'ended',
          },
        ],
      },
      { at: '1h', by: 'tomas', takes: true },
    ],
  },
  {
    customer: 'ben',
    team: 'service',
    channel: 'chat',
    need: 'Roaming in Japan: what does it cost me?',
    tags: ['roaming'],
    steps: [
      {
        at: '3h 30m',
        says: 'hey, flying to Japan on Saturday for two weeks. Does my Unlimited work there or will I be ruined?',
      },
      {
        at: '3h 28m',
        by: 'ida',
        answers:
          'Hi Ben! Not ruined: 20 GB are included in Japan, calls home are 9p a minute. Above 20 GB it slows down instead of costing more. I can add 20 GB more for £10 if you plan to film everything.',
        goesOn: true,
      },
      { at: '3h 27m', says: '20 is plenty. thats the whole answer? nice 😄' },
      { at: '3h 26m', by: 'ida', answers: 'That is the whole answer. Eat a melon pan for us!' },
      { at: '3h 26m', rests: 'solved' },
    ],
  },
  {
    customer: 'rosa',
    team: 'service',
    channel: 'email',
    need: 'Contract of my late husband',
    tags: ['bereavement'],
    steps: [
      {
        at: '3d 6h',
        says: 'Dear Sirs,\n\nmy husband Miguel died on the second of the month. I have now received the third letter addressed to him. Please end his contract and please stop writing to him.\n\nRosa Delgado',
        file: 'invoice',
      },
      { at: '3d 5h', by: 'ruth', takes: true },
      {
        at: '3d 4h',
        by: 'ruth',
        answers:
          'Dear Mrs Delgado,\n\nI am very sorry for your loss, and for our three letters. Nothing more will be sent to your husband. His contract ended on the second, what was paid after that is on its way back to you, and I need no papers from you.\n\nHis voicemail greeting is kept for you: if you would like to have his voice as a recording, write me one word and I send it.\n\nRuth Adeyemi',
      },
      { at: '1d 9h', says: 'Dear Ruth,\n\nyes please. Thank you.\n\nRosa' },
      {
        at: '1d 8h',
        by: 'ruth',
        notes:
          'Recording is saved, 14 seconds. Sending it on a card with a code to play it, by post, handwritten. Not by e-mail with “Your request”.',
      },
    ],
  },
  {
    customer: 'george',
    team: 'service',
    channel: 'form',
    need: 'Two more phones for the school office',
    tags: ['school', 'order'],
    steps: [
      {
        at: '5d 3h',
        says: 'We need two more desk phones for the office, same as the others (Haven D1). Order reference 2026-118.',
      },
      {
        at: '5d 1h',
        by: 'tomas',
        answers:
          'Dear George, two Haven D1 are on their way and arrive tomorrow. They find their extensions by themselves: 31 and 32.\n\nTomás',
      },
      { at: '1d', rests: 'unconfirmed' },
    ],
  },
  {
    customer: 'ingrid',
    team: 'service',
    channel: 'email',
    need: 'Moving house on the 30th, landline and all',
    tags: ['moving'],
    steps: [
      {
        at: '10h',
        says: 'Hello, we move from Kirkby to Selmouth on the 30th. What do you need from me so that the telephone works on the first evening? My mother rings every Sunday at six and worries when nobody answers.\n\nIngrid Solberg',
      },
    ],
  },
  {
    customer: 'sofia',
    team: 'service',
    channel: 'email',
    need: 'Change of address',
    tags: ['moving'],
    steps: [
      {
        at: '9d',
        says: 'Hi, we moved! New address: 14 Orchard Row, flat 3. Can you change it for all four numbers of the family?',
      },
      { at: '8d 22h', by: 'ida', answers: 'Done for all four, Sofia. Welcome home!\n\nIda' },
      { at: '8d 20h', says: 'So quick! Thank you.' },
      { at: '8d 20h', rests: 'solved' },
    ],
  },
  {
    customer: 'hana',
    team: 'service',
    channel: 'email',
    need: 'Thank you for the technician',
    tags: ['thanks'],
    steps: [
      {
        at: '12d',
        says: 'I only want to say that Paula, who laid our fibre, took off her shoes without being asked and explained everything to my grandmother. Please tell her.',
      },
      {
        at: '11d 22h',
        by: 'ruth',
        answers:
          'Dear Hana, I read your words to Paula this morning. She blushed. Thank you for taking the time.\n\nRuth',
      },
      { at: '11d 22h', rests: 'solved' },
    ],
  },
  {
    customer: 'marek',
    team: 'service',
    channel: 'email',
    need: 'Crypto investment opportunity',
    tags: [],
    steps: [
      { at: '15d', says: 'Dear friend, I write you with opportunity of 300 % profit. Answer quickly.' },
      { at: '14d 23h', by: 'tomas', closes: 'spam' },
    ],
  },
  {
    customer: 'aidan',
    team: 'service',
    channel: 'email',
    need: 'Sent twice by mistake, please ignore',
    tags: [],
    steps: [
      { at: '2d 3h', says: 'I think I sent my form twice. Please ignore the second one, sorry!' },
      { at: '2d 2h', by: 'ida', closes: 'no-answer-needed' },
    ],
  },
  {
    customer: 'oscar',
    team: 'service',
    channel: 'call',
    need: 'Where is the nearest shop with a ramp?',
    tags: ['access'],
    steps: [
      {
        at: '17h',
        by: 'ida',
        logs: 'call',
        subject: 'Shop with a ramp',
        summary:
          'King Street has a ramp and a low counter. Booked him in for Tuesday at ten with Marcus, who signs.',
        legs: [
          {
            who: 'Ida Lindqvist',
            colleague: 'ida',
            team: 'service',
            from: 0,
            queue: 1,
            talk: 4,
            end: 'resolved',
          },
        ],
      },
    ],
  },
]
