import { DAY, HOUR, type Story } from './story.ts'

/** What came by telephone, chat, form and at the door. */
export const spokenStories: readonly Story[] = [
  {
    need: 'Internet is slow since the storm',
    ...{ customer: 'george', team: 'technology', tags: ['slow'], began: 3 * DAY },
    takenBy: 'eva',
    said: [
      {
        ...{ at: 0, channel: 'call', minutes: 11 },
        text: 'Since the storm on Sunday only a tenth of the speed. He restarted the box twice, as our page says. Line test shows water in the cable at the pole.',
        legs: [{ who: 'eva', at: 0, queue: 2, talk: 9, end: 'ended' }],
      },
      {
        at: 26 * HOUR,
        channel: 'visit',
        by: 'eva',
        minutes: 40,
        text: 'Replaced the connector at the pole. 92 of 100 Mbit/s at the socket.',
      },
      {
        at: 28 * HOUR,
        channel: 'form',
        text: 'It is as fast as before. But since then the television box asks for a code I do not have.',
      },
    ],
  },
  {
    need: 'Which plan fits a shop with two tills?',
    ...{ customer: 'dev', team: 'service', began: 25 },
    takenBy: 'mia',
    said: [
      {
        at: 0,
        channel: 'chat',
        text: 'Hi, I am opening a small shop. Two tills with card readers and music. Which plan do I need?',
      },
      {
        at: 2,
        channel: 'chat',
        by: 'mia',
        text: 'How nice, congratulations! May I ask: when the line fails, must the card readers go on?',
      },
      { at: 5, channel: 'chat', text: 'Yes! Nobody carries cash any more.' },
    ],
  },
  {
    need: 'Bring my number from the old provider',
    ...{ customer: 'noah', team: 'service', tags: ['porting'], began: 5 * HOUR },
    said: [
      {
        at: 0,
        channel: 'form',
        text: 'I signed up yesterday and forgot to say that I want to keep my number. Is it too late? The old contract ends on the 30th.',
      },
    ],
  },
  {
    need: 'Engineer did not come on Tuesday',
    ...{ customer: 'hannah', team: 'technology', tags: ['visit'], began: 30 * HOUR },
    takenBy: 'sam',
    said: [
      {
        ...{ at: 0, channel: 'call', minutes: 9 },
        text: 'She took the afternoon off and nobody came. The plan says the visit was moved to Friday, but nobody told her.',
        legs: [{ who: 'sam', at: 0, queue: 6, talk: 8, end: 'ended' }],
      },
    ],
    notes: [
      {
        by: 'sam',
        text: 'Second time this month that a moved visit was not told. @Ruth, I would like to talk about this with you.',
        mentions: ['ruth'],
      },
    ],
  },
]
