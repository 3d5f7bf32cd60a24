import type { Story } from '../story.ts'

export const billingStories: readonly Story[] = [
  {
    customer: 'tom',
    team: 'billing',
    channel: 'email',
    need: 'Charged twice for October',
    tags: ['billing', 'refund'],
    steps: [
      {
        at: '7h 20m',
        says: 'Morning,\n\nyou took £84.50 from the bakery’s account on the third and again on the fifth. For you that is nothing; for us it is a week of flour.\n\nInvoice attached. Could somebody look at it before Friday’s wages, please?\n\nTom Baker\nAlder Street Bakery',
        file: 'invoice',
      },
      {
        at: '6h 40m',
        by: 'amina',
        answers:
          'Dear Tom,\n\nit is not nothing for us either. You are right: the payment of the fifth is a mistake of ours. £84.50 went back to your account ten minutes ago and will be there tomorrow morning, well before the wages.\n\nI am finding out how it could happen and will tell you on Thursday.\n\nAmina Haddad',
      },
      {
        at: '45m',
        says: 'Amina, it is there already. You are a star. There will be a cinnamon knot with your name on it.\n\nStill curious how it happened, though.\n\nTom',
      },
    ],
  },
  {
    customer: 'sabine',
    team: 'billing',
    channel: 'email',
    need: 'Rechnungen für drei Standorte getrennt ausstellen',
    tags: ['billing', 'business'],
    steps: [
      {
        at: '1d 4h',
        says: 'Sehr geehrte Damen und Herren,\n\nab Januar benötigen wir die Rechnungen für unsere drei Standorte (Hamburg, Lübeck, Rostock) getrennt, jeweils mit eigener Kostenstelle. Bisher kommt eine Sammelrechnung, die unsere Buchhaltung jeden Monat von Hand zerlegt.\n\nIst das möglich?\n\nMit freundlichen Grüßen\nSabine Hoffmann\nNordlicht Logistik GmbH',
        cc: ['buchhaltung@nordlicht.example'],
      },
      {
        at: '23h',
        by: 'amina',
        answers:
          'Guten Tag Frau Hoffmann,\n\nja, das richte ich gern ein. Bitte nennen Sie mir noch die drei Kostenstellen und welche Rufnummern zu welchem Standort gehören. Ich habe Ihnen eine Liste vorbereitet, in der Sie nur ankreuzen müssen.\n\nDie Rechnung für Dezember teile ich schon jetzt für Sie auf.\n\nHerzliche Grüße\nAmina Haddad',
      },
      {
        at: '3h 50m',
        says: 'Guten Tag Frau Haddad,\n\nwie aufmerksam! Die Kostenstellen: Hamburg 4100, Lübeck 4200, Rostock 4300. Die Liste kommt heute Nachmittag.\n\nSabine Hoffmann',
      },
    ],
  },
  {
    customer: 'joan',
    team: 'billing',
    channel: 'email',
    need: 'Who may change our contract?',
    tags: ['business'],
    steps: [
      {
        at: '2d 7h',
        says: 'Our finance manager has left. Please make me the person who may change contracts for Linden Care Homes, and take Mr Pike off.\n\nJoan Fletcher',
      },
      {
        at: '2d 6h',
        by: 'ida',
        notes:
          'Domain fits and she is our contact since 2019, but this changes who may spend money: call the main number, not the one in the mail.',
      },
      {
        at: '2d 5h',
        by: 'ida',
        logs: 'call',
        direction: 'out',
        subject: 'Called back on the main number',
        summary:
          'Reception put me through to Joan and to the director, who confirmed it. Mr Pike is off, Joan is on.',
      },
      {
        at: '2d 5h',
        by: 'ida',
        answers:
          'Dear Joan,\n\nthank you for bearing with the call; it protects you more than us. You are now the person who may change contracts, Mr Pike is not any more.\n\nIda Lindqvist',
      },
      { at: '2d 3h', says: 'Very good. I would have been worried had you not called.' },
      { at: '2d 3h', rests: 'solved' },
    ],
  },
  {
    customer: 'eleanor',
    team: 'billing',
    channel: 'email',
    need: 'Invoice shows two phones I gave back',
    tags: ['billing', 'family-plan'],
    steps: [
      {
        at: '40d',
        says: 'Hello, the invoice lists two phones that I returned in August. Receipt attached.\n\nEleanor Whitfield',
        file: 'invoice',
      },
      {
        at: '39d 20h',
        by: 'amina',
        answers:
          'Dear Eleanor, you are right and the receipt says so. Both are off the invoice, £23.98 is credited.\n\nAmina Haddad',
      },
      { at: '39d 18h', says: 'Thank you for sorting it so quickly.' },
      { at: '39d 18h', rests: 'solved' },
    ],
  },
  {
    customer: 'daniel',
    team: 'billing',
    channel: 'email',
    need: 'Student discount',
    tags: ['billing'],
    steps: [
      { at: '64d', says: 'Do you have a discount for students? I finish in December.' },
      {
        at: '63d 22h',
        by: 'ida',
        answers:
          'Dear Daniel, yes: 20 % until you finish. It begins with this month’s invoice. Good luck with the thesis!\n\nIda',
      },
      { at: '63d 20h', says: 'Great, thanks Ida!' },
      { at: '63d 20h', rests: 'solved' },
    ],
  },
  {
    customer: 'chloe',
    team: 'billing',
    channel: 'form',
    need: 'Quote for 40 rooms',
    tags: ['business', 'order'],
    steps: [
      {
        at: '1d 1h',
        says: 'We are adding a wing with 40 rooms in spring and would like an offer for room phones, Wi-Fi and television over fibre. Drawings can be sent. We are comparing three suppliers.',
      },
      { at: '22h', by: 'amina', takes: true },
      {
        at: '21h',
        by: 'amina',
        notes:
          '@Kofi, could Dennis walk the building next week? I would rather quote what they need than what they asked for: with 40 rooms the risers decide.',
        mentions: ['kofi'],
      },
    ],
  },
  {
    customer: 'priya',
    team: 'billing',
    channel: 'email',
    need: 'Credit for the evenings without internet',
    tags: ['billing', 'refund'],
    steps: [
      {
        at: '7h 30m',
        says: 'As Mei is looking after my router so kindly I hesitate to ask, but I did pay for a substitute teacher on two evenings (£60). Is there anything you can do?\n\nPriya Raman',
      },
    ],
  },
  {
    customer: 'yusuf',
    team: 'billing',
    channel: 'email',
    need: 'Pay in two parts this month',
    tags: ['billing'],
    steps: [
      {
        at: '6d 5h',
        says: 'Hello, this month is tight. May I pay half now and half on the 28th?\n\nYusuf Farah',
      },
      {
        at: '6d 4h',
        by: 'ida',
        answers:
          'Dear Yusuf,\n\nof course, and thank you for telling us early. Half now, half on the 28th, no fee, no reminder letter. If the 28th turns out badly as well, write to me and we find another day.\n\nIda Lindqvist',
      },
      { at: '6d 2h', says: 'You have no idea how much that helps. Thank you.' },
      { at: '6d 2h', rests: 'solved' },
    ],
  },
  {
    customer: 'layla',
    team: 'billing',
    channel: 'email',
    need: 'الفاتورة باللغة العربية',
    tags: ['billing'],
    steps: [
      {
        at: '21d',
        says: 'هل يمكنني الحصول على الفاتورة باللغة العربية؟ والدتي تدفعها وهي لا تقرأ الإنجليزية.\n\nليلى',
      },
      {
        at: '20d 22h',
        by: 'amina',
        answers:
          'مرحباً ليلى،\n\nنعم، ابتداءً من هذا الشهر تصلكم الفاتورة بالعربية. أرسلت لكم أيضاً فاتورة الشهر الماضي مرة أخرى.\n\nأمينة حداد',
      },
      { at: '20d 20h', says: 'شكراً جزيلاً! أمي سعيدة جداً.' },
      { at: '20d 20h', rests: 'solved' },
    ],
  },
  {
    customer: 'karin',
    team: 'billing',
    channel: 'email',
    need: 'Fråga om autogiro',
    tags: ['billing'],
    steps: [
      { at: '30d', says: 'Hej, går det att betala med autogiro för två abonnemang samtidigt?' },
      {
        at: '29d 22h',
        by: 'ida',
        answers: 'Hej Karin, ja, båda dras tillsammans den 27:e. Det är ordnat.\n\nIda',
      },
      { at: '29d 20h', rests: 'unconfirmed' },
    ],
  },
  {
    customer: 'uwe',
    team: 'billing',
    channel: 'email',
    need: 'Gutschrift fehlt auf der Rechnung',
    tags: ['billing', 'refund'],
    steps: [
      {
        at: '2h 15m',
        says: 'Guten Tag,\n\nauf der Rechnung vom Ersten fehlt die versprochene Gutschrift von 15 €. Sie wurde mir am Telefon zugesagt, leider weiß ich nicht mehr, von wem.\n\nUwe Brandt',
        file: 'invoice',
      },
    ],
  },
  {
    customer: 'nadia',
    team: 'billing',
    channel: 'email',
    need: 'Purchase order for the exam week gateway',
    tags: ['school', 'billing'],
    steps: [
      {
        at: '55m',
        says: 'For our accounts: do you need a purchase order for the mobile gateway Mr Mensah is lending us? The governors meet tonight.\n\nNadia Rahman',
      },
    ],
  },
]
