import { HOUR, type Leg, type Story } from './story.ts'

const leg = (at: number, who: Leg['who'], queue: number, talk: number, end: Leg['end'], hold = 0): Leg => ({
  ...{ at, who, queue, talk, end, hold },
})

/**
 * One phone on a plan changed: ten minutes of work, six calls, nine people, two departments, two hours in the
 * last call. Every department's dashboard was green all day.
 */
export const phoneStory: Story = {
  need: 'Change my daughter’s phone on our family plan to the small model',
  customer: 'rosa',
  team: 'service',
  tags: ['plan', 'phone'],
  began: 26 * HOUR,
  takenBy: 'tom',
  said: [
    {
      ...{ at: 0, channel: 'call', minutes: 22 },
      text: 'Rosa wants the second phone on her plan changed from the large to the small model. Asked Technology whether the plan allows it; they say Service must start the order.',
      legs: [leg(0, 'mia', 4, 8, 'transferred'), leg(12, 'noor', 3, 7, 'sent-elsewhere')],
    },
    {
      ...{ at: 30, channel: 'call', minutes: 18 },
      text: 'Calls again. Explained the change once more, was put through, and the line was cut.',
      legs: [leg(30, 'priya', 5, 6, 'transferred'), leg(41, 'eva', 2, 5, 'disconnected')],
    },
    {
      ...{ at: 52, channel: 'call', minutes: 15 },
      text: 'Back after the cut line, explained from the start. Told that Service holds the order form.',
      legs: [leg(52, 'ben', 6, 9, 'sent-elsewhere')],
    },
    {
      ...{ at: 90, channel: 'call', minutes: 10 },
      text: 'Asks for the order form. Told that the model must be released by Technology first.',
      legs: [leg(90, 'jonas', 3, 7, 'sent-elsewhere')],
    },
    {
      ...{ at: 240, channel: 'call', minutes: 13 },
      text: 'Fifth call, tired. The model is released, the order can be made by Service.',
      legs: [leg(240, 'ida', 5, 8, 'sent-elsewhere')],
    },
    {
      ...{ at: 300, channel: 'call', minutes: 118 },
      text: 'Tom listened to all of it, stayed on the line and brought Sam in. Sam changed the phone in ten minutes. Rosa thanked them both.',
      legs: [leg(300, 'tom', 10, 20, 'transferred'), leg(330, 'sam', 18, 40, 'resolved', 30)],
    },
  ],
  notes: [
    {
      by: 'tom',
      text: 'Six calls and nine of us for ten minutes of work. She was kind to the last of us all the same. @Jonas, @Sam: can the two teams agree who starts such an order?',
      mentions: ['jonas', 'sam'],
    },
  ],
}
