import type { Story } from '../story.ts'

export const technicalStories: readonly Story[] = [
  {
    customer: 'priya',
    team: 'technical',
    channel: 'email',
    need: 'Fibre drops every evening since the new router',
    tags: ['router', 'fibre'],
    steps: [
      {
        at: '1d 6h',
        says: 'Hello,\n\nsince you sent me the new router last Thursday my connection drops every evening between seven and nine. I teach online and last night I lost my class three times, which is embarrassing for me and unfair to them.\n\nI have already restarted it, moved it away from the microwave and tried the cable instead of Wi-Fi. Please do not ask me to do this again.\n\nPriya Raman',
      },
      {
        at: '1d 5h',
        by: 'mei',
        answers:
          'Dear Priya,\n\nthank you for writing down so exactly what you tried; you will not have to do any of it again. I can see the drops on our side as well: 19:12, 19:40 and 20:31 last night. The router restarts itself each time, so I believe the router and not the line.\n\nI am putting firmware 4.2.1 on it tonight at 03:00, while you sleep, and I will look at it myself tomorrow at nine in the evening. If it drops once more, a different model is with you on Thursday morning.\n\nMei Tanaka',
      },
      {
        at: '9h',
        says: 'Dear Mei,\n\nthat is the first answer I ever got from a telephone company that made me smile. Tonight it dropped only once, at 20:05, but it did drop, in the middle of an exam.\n\nSo the other model, please? I am at home on Thursday until noon.\n\nPriya',
      },
      {
        at: '8h',
        by: 'mei',
        notes:
          'Log shows the watchdog restarting the radio at 20:05, same as four others on firmware 4.2.1. @Kofi, can we stop handing out the R7 until they fix it? I have a P5 here that I could send her today.',
        mentions: ['kofi'],
      },
    ],
  },
  {
    customer: 'nadia',
    team: 'technical',
    channel: 'email',
    need: 'Whole school offline: 640 pupils, exams on Thursday',
    tags: ['outage', 'school', 'urgent'],
    steps: [
      {
        at: '3h 10m',
        says: 'Good morning,\n\nthe school has had no internet since 7:40. Classrooms, office, the door system, everything. On Thursday 96 pupils sit an online exam that cannot be moved.\n\nThe lamp on your box in the cellar is red. George, our caretaker, is on site until five: 020 7946 0190.\n\nNadia Rahman\nDeputy head',
        cc: ['office@brightwater-school.example'],
      },
      { at: '3h', by: 'kofi', takes: true },
      {
        at: '2h 55m',
        by: 'kofi',
        answers:
          'Dear Ms Rahman,\n\nI own this from now on, and you have my direct number: 020 7946 0102. Your line is cut outside the building, most likely by the roadworks in Mill Lane. A crew is on its way and will be with George before eleven.\n\nSo that Thursday does not hang on a digger, a technician brings a mobile gateway this afternoon; it carries the exam even if the cable is not back.\n\nI write to you again at eleven, whatever I know by then.\n\nKofi Mensah',
        goesOn: true,
      },
      {
        at: '1h 20m',
        by: 'kofi',
        logs: 'call',
        direction: 'out',
        subject: 'Told the school where we stand',
        summary:
          'Crew found the cut in Mill Lane, splicing takes until about three. George let them into the cellar. Ms Rahman is relieved about the gateway and asked for the crew’s name: Dennis and Paula.',
      },
      {
        at: '35m',
        says: 'Dear Mr Mensah,\n\nthank you for keeping your word to the minute. One question: will the gateway also open the doors? Some of our pupils use wheelchairs and the side entrance is electric.\n\nNadia Rahman',
      },
    ],
  },
  {
    customer: 'margaret',
    team: 'technical',
    channel: 'call',
    need: 'Landline crackles; she lives alone and needs it for her alarm',
    tags: ['landline', 'vulnerable'],
    steps: [
      {
        at: '5h',
        by: 'mei',
        logs: 'call',
        subject: 'The line crackles since the storm',
        summary:
          'Mrs Pryce, 84, hears crackling since Sunday. Her alarm button hangs on this line. Tested it while we spoke: it reaches the centre, but only at the second try. She does not want to be a bother. She is none.',
        legs: [
          {
            who: 'Mei Tanaka',
            colleague: 'mei',
            team: 'technical',
            from: 0,
            queue: 1,
            talk: 14,
            end: 'ended',
          },
        ],
      },
      {
        at: '4h 50m',
        by: 'mei',
        notes:
          'Booked Dennis for tomorrow 9–10. Until then I ring her this evening at six and we test the button together. Please do not close the door on this one: the alarm counts, not the crackle.',
      },
    ],
  },
  {
    customer: 'hana',
    team: 'technical',
    channel: 'chat',
    need: 'Wi-Fi reaches only half of the flat',
    tags: ['wifi'],
    steps: [
      { at: '52m', says: 'Hi! I have Fibre 500 but in the bedroom I get 4 Mbit. Is that normal?' },
      {
        at: '50m',
        by: 'mei',
        answers:
          'Hi Hana, that is slow even through two walls. May I look at your router while we chat? It does not interrupt anything.',
        goesOn: true,
      },
      { at: '49m', says: 'Sure, go ahead 🙂' },
      {
        at: '44m',
        by: 'mei',
        answers:
          'It shares channel 6 with eleven neighbours. I moved you to channel 48 and switched the two bands together. Could you try again in the bedroom?',
      },
      { at: '40m', says: '212 Mbit!! You are a magician. Thank you' },
      { at: '39m', rests: 'solved' },
    ],
  },
  {
    customer: 'lars',
    team: 'technical',
    channel: 'email',
    need: 'Bredbandet är långsamt sedan i måndags',
    tags: ['fibre'],
    steps: [
      {
        at: '1d 2h',
        says: 'Hej!\n\nSedan i måndags är mitt bredband mycket långsamt på kvällarna, ungefär 8 Mbit i stället för 100. Jag har mätt tre kvällar i rad och skickar gärna siffrorna.\n\nVänliga hälsningar\nLars Holmgren',
      },
      {
        at: '23h',
        by: 'mei',
        answers:
          'Hej Lars,\n\ntack för att du har mätt, det sparar oss båda en kväll. Ja tack, skicka gärna siffrorna. Jag ser redan nu att stationen vid er är full mellan 19 och 22. Den byggs ut på onsdag, och till dess lägger jag dig på en annan port.\n\nMei Tanaka',
      },
      {
        at: '2h 30m',
        says: 'Hej Mei,\n\nnu är det 94 Mbit även på kvällen. Vilken skillnad! Här är ändå siffrorna: måndag 8, tisdag 7, onsdag 9.\n\nLars',
        file: 'photo',
      },
    ],
  },
  {
    customer: 'vet',
    team: 'technical',
    channel: 'email',
    need: 'Emergency number rings nowhere at night',
    tags: ['business', 'urgent'],
    steps: [
      {
        at: '14h',
        says: 'Hello,\n\nour emergency line should ring on my mobile after 20:00. Last night a dog owner called eleven times and heard silence. The dog will be fine, no thanks to the forwarding.\n\nPlease help us before tonight.\n\nAnjali Mehta, Kestrel Veterinary Clinic',
      },
      {
        at: '13h',
        by: 'kofi',
        answers:
          'Dear Dr. Mehta,\n\nI am glad the dog is well, and I am sorry for the eleven calls. The forwarding lost its evening rule when your number moved to the new exchange on Friday. It is back, I called your line at 20:05 and reached your voicemail on the mobile.\n\nI checked the other 34 practices that moved on Friday: three had the same gap and are mended.\n\nKofi Mensah',
      },
      { at: '11h', says: 'It rang tonight. Thank you, also for thinking of the other practices.' },
      { at: '11h', rests: 'solved' },
    ],
  },
  {
    customer: 'aidan',
    team: 'technical',
    channel: 'form',
    need: 'Cannot reach my own server from outside',
    tags: ['fibre'],
    steps: [
      {
        at: '2d 4h',
        says: 'I host a small archive of folk music. Since the move to Fibre 500 nobody reaches port 443 from outside. I suspect carrier NAT. Can I have a public address?',
      },
      {
        at: '2d 1h',
        by: 'mei',
        answers:
          'Hi Aidan,\n\nyou suspect right: Fibre 500 begins behind carrier NAT. I gave you a public address, 203.0.113.24; it is yours after the next restart and costs nothing.\n\nA folk music archive! Which region?\n\nMei',
      },
    ],
  },
  {
    customer: 'chloe',
    team: 'technical',
    channel: 'email',
    need: 'Guest Wi-Fi shows a certificate warning',
    tags: ['wifi', 'business'],
    steps: [
      {
        at: '6d',
        says: 'Good afternoon, since this morning our guests see a warning when they open the welcome page of the Wi-Fi. Two of them asked whether we had been hacked.\n\nChloé Dubois, Harbour Hotel',
      },
      {
        at: '5d 22h',
        by: 'kofi',
        answers:
          'Dear Chloé, you have not been hacked: the certificate of the welcome page had run out, and reminding ourselves of that is our job. It is renewed until next November and now renews itself.\n\nKofi',
      },
      { at: '5d 20h', says: 'Merci! The warning is gone and the guests are calm.' },
      { at: '5d 20h', rests: 'solved' },
    ],
  },
  {
    customer: 'marek',
    team: 'technical',
    channel: 'visit',
    need: 'Socket broken in the wall, fibre cannot be plugged in',
    tags: ['visit'],
    steps: [
      {
        at: '3d',
        by: 'kofi',
        logs: 'visit',
        subject: 'Dennis replaced the socket',
        summary:
          'Socket had been painted over and cracked. Replaced, measured −18 dBm, all well. Marek’s daughter asked what the red light is; she now knows more about lasers than most.',
        legs: [],
      },
      {
        at: '2d 20h',
        by: 'kofi',
        notes:
          'Suggestion from Dennis: a sticker “please do not paint” on new sockets. Third one this month.',
      },
    ],
  },
  {
    customer: 'oscar',
    team: 'technical',
    channel: 'email',
    need: 'Voicemail speaks Danish',
    tags: ['voicemail'],
    steps: [
      {
        at: '8d',
        says: 'My voicemail greets people in Danish. I like Danish, but my clients do not understand it. How do I change it?',
      },
      {
        at: '7d 22h',
        by: 'mei',
        answers:
          'Hello Oscar, dial 121, then 4, then 2 for English. I have also set it from here, so you may find it done already.\n\nMei',
      },
      { at: '3d', rests: 'unconfirmed' },
    ],
  },
  {
    customer: 'joan',
    team: 'technical',
    channel: 'email',
    need: 'Twelve phones for a new care home by the first of the month',
    tags: ['business', 'delivery'],
    steps: [
      {
        at: '4d',
        says: 'Hello, our new home in Ashford opens on the first. We need twelve cordless phones, large keys, two with an alarm button, all on one number with extensions. Is that possible in time?\n\nJoan Fletcher, Linden Care Homes',
      },
      {
        at: '3d 22h',
        by: 'kofi',
        answers:
          'Dear Joan,\n\nit is, and I would like to do it well: twelve Haven C2 with large keys, two with pendants, extensions 10 to 21. Dennis sets them up on the 28th, so that your colleagues have two quiet days to try them.\n\nCould you send me the list of rooms and names? Then every phone is labelled when it leaves us.\n\nKofi',
      },
    ],
  },
  {
    customer: 'sofia',
    team: 'technical',
    channel: 'chat',
    need: 'No signal in the new flat',
    tags: ['signal'],
    steps: [
      {
        at: '26m',
        says: 'hello, i moved last week and inside the flat i have no signal at all, outside it is fine. my mum is in hospital and they call me on this number',
      },
      { at: '24m', says: 'is there anything you can do today?' },
    ],
  },
]
