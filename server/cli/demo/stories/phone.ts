import type { LegTold, Story } from '../story.ts'

const call = (
  at: string,
  subject: string,
  summary: string,
  legs: readonly LegTold[],
): Story['steps'][number] => ({ at, by: 'ida', logs: 'call', subject, summary, legs })

/**
 * Ten minutes of work, six calls, nine people, two departments, one cut line and two hours on the last call:
 * the story for which Regard exists, with the times of the methods handbook (section 12). Minutes count from the
 * first ring.
 */
export const phoneStory: Story = {
  customer: 'eleanor',
  team: 'service',
  channel: 'call',
  need: 'Change one phone on the family plan to another model',
  tags: ['device', 'family-plan'],
  steps: [
    call(
      '2d',
      'Wants a different phone for her son',
      'Eleanor has four phones on her family plan and wants one of them, her son’s, changed to a smaller model. Passed to technical support because the model is “a technical question”; technical support told her to call customer service.',
      [
        {
          who: 'Tomás Herrera',
          colleague: 'tomas',
          team: 'service',
          from: 0,
          queue: 4,
          talk: 8,
          end: 'transferred',
        },
        { who: 'Jonas Weber', team: 'technical', from: 12, queue: 3, talk: 7, end: 'sent-elsewhere' },
      ],
    ),
    call(
      '1d 23h 30m',
      'Called customer service again, as she was told to',
      'Explained everything again. Passed on to technical support, where the line was cut after five minutes. Nobody called her back.',
      [
        { who: 'Ellen Marsh', team: 'service', from: 30, queue: 5, talk: 6, end: 'transferred' },
        { who: 'Piotr Zielinski', team: 'technical', from: 41, queue: 2, talk: 5, end: 'disconnected' },
      ],
    ),
    call(
      '1d 23h 8m',
      'Called back after the line was cut',
      'Had to begin at the beginning. Was told that a plan is changed by customer service.',
      [{ who: 'Aaron Blake', team: 'technical', from: 52, queue: 6, talk: 9, end: 'sent-elsewhere' }],
    ),
    call(
      '1d 22h 30m',
      'Fourth call: customer service',
      'Was told that phones are changed by technical support. She asked whether the two departments ever speak with each other.',
      [{ who: 'Wendy Clarke', team: 'service', from: 90, queue: 3, talk: 7, end: 'sent-elsewhere' }],
    ),
    call(
      '1d 20h',
      'Fifth call, after lunch',
      'Explained it for the seventh time. Sent to customer service once more.',
      [{ who: 'Samir Patel', team: 'technical', from: 240, queue: 5, talk: 8, end: 'sent-elsewhere' }],
    ),
    call(
      '1d 19h',
      'Sixth call, two hours long',
      'Passed on once more and waited 48 minutes in all. Mei listened to the whole story, apologised for all of us, changed the phone in ten minutes, stayed on the line until it rang at home, and gave Eleanor her own number. “You have a smile in your voice,” she said. “Why could nobody else do this?”',
      [
        { who: 'Laura Finch', team: 'service', from: 300, queue: 10, talk: 20, end: 'transferred' },
        {
          who: 'Mei Tanaka',
          colleague: 'mei',
          team: 'technical',
          from: 330,
          queue: 18,
          talk: 40,
          hold: 30,
          end: 'resolved',
        },
      ],
    ),
    { at: '1d 16h 55m', by: 'mei', takes: true },
    {
      at: '1d 16h 50m',
      by: 'mei',
      keeps: [
        ['wish', 'A smaller phone for her son; plan and number stay'],
        ['device', 'Pebble 3 on her son’s line since today'],
        ['tried', 'Both departments sent her to the other one, four times each'],
        ['tried', 'The change in the plan editor: done, tested on the line'],
        ['feeling', 'Worn out after a day of calls'],
        ['feeling', 'Relieved, and kind to the last person she met'],
      ],
    },
    { at: '1d 16h 45m', by: 'mei', repeatsInEachLeg: true },
    {
      at: '1d 16h',
      by: 'mei',
      notes:
        'Done: her son’s line now has the Pebble 3, same number, same plan. The change itself is two clicks in the plan editor; anybody in service or technical could have done it at nine in the morning. I wrote down all nine of us so that we can see what she saw.',
      mentions: ['ruth', 'kofi'],
    },
    {
      at: '1d 15h',
      by: 'ruth',
      notes:
        'All our boards were green that day: every call answered, average handling ten minutes. @Kofi, let us sit down with this one tomorrow, both teams.',
      mentions: ['kofi'],
    },
  ],
}
