import type { TeamKey } from '../company.ts'

/** An everyday need: what the customer writes, what they are answered, and how they thank or ask on. */
export interface Everyday {
  readonly team: TeamKey
  readonly need: string
  readonly asks: string
  readonly answer: string
  readonly asksOn: string
}

/** Everyday needs of a telephone company's customers; `{x}` is a number of their own. */
export const everydayNeeds: readonly Everyday[] = [
  {
    team: 'technical',
    need: 'Router loses the line in the evening',
    asks: 'since last week our router loses the line every evening around eight. I have restarted it three times and changed the cable. The serial number is {x}.',
    answer:
      'thank you for trying the cable already. I see the drops on our side: they come from the street cabinet, not from you. A technician repairs it tomorrow before noon; you need not be at home.',
    asksOn: 'the line was stable last night. Do I have to change anything on my router now?',
  },
  {
    team: 'technical',
    need: 'No signal in the new house',
    asks: 'we moved to another street and have no signal in the kitchen and the bedroom. Outside it is fine. Our contract is {x}.',
    answer:
      'walls of that age swallow the signal. You can call over your wireless network free of charge; I have switched it on for all phones of contract {x}. Please restart each once.',
    asksOn: 'it works on two of our three phones. The oldest one still has no signal inside.',
  },
  {
    team: 'technical',
    need: 'Voicemail forgets its greeting',
    asks: 'my voicemail goes back to the standard greeting every few days. I have recorded mine four times now.',
    answer:
      'that was a fault of ours since the last update. I moved your mailbox; please record it one last time.',
    asksOn: 'I have recorded it and it stayed over the weekend. How long are messages kept?',
  },
  {
    team: 'billing',
    need: 'Charged twice on invoice {x}',
    asks: 'invoice {x} charges the monthly fee twice. I paid it once already by transfer and enclose nothing because your portal shows it as well.',
    answer:
      'you are right, and I am sorry. The second fee of invoice {x} is taken back today; you will see it on your account within three working days.',
    asksOn: 'the money has arrived, thank you. Will the next invoice be right by itself?',
  },
  {
    team: 'billing',
    need: 'Invoice for our bookkeeping',
    asks: 'our bookkeeper needs invoice {x} with our full company name and the tax number on it. Can you send it again?',
    answer: 'here it is, and I changed the name on your account so that all later invoices carry it too.',
    asksOn: 'our bookkeeper is content. Could the invoices come to her address directly?',
  },
  {
    team: 'billing',
    need: 'What is this fee of 3.90?',
    asks: 'for three months there has been a fee of 3.90 which nobody could explain to me. Invoice {x} has it as well.',
    answer:
      'it is insurance for a phone that you gave back in spring. It should have ended then: I ended it and returned all three.',
    asksOn: 'thank you for finding it. Is there anything else that I pay for and do not use?',
  },
  {
    team: 'service',
    need: 'Keep my number with another plan',
    asks: 'I would like the smaller plan from next month and keep my number. I tried it on the website, it asks me for a code that never comes. My customer number is {x}.',
    answer: 'it is changed from the first of the month, number and phone stay as they are. You need no code.',
    asksOn: 'one more question: can my daughter join the smaller plan later?',
  },
  {
    team: 'service',
    need: 'Travelling abroad next week',
    asks: 'I travel for two weeks and want to be reachable for my mother without fearing the bill. What do I have to do?',
    answer:
      'nothing. Calls and 10 GB are included there; beyond that we stop instead of charging, and tell you first.',
    asksOn: 'does that hold for the airport in between as well?',
  },
  {
    team: 'service',
    need: 'Phone for my father',
    asks: 'my father is 84 and needs a phone with large keys. The shop sold him one that he cannot read. Order {x}.',
    answer:
      'I have sent him the one with large keys and a label for the old one. The difference goes back to you.',
    asksOn: 'it came today and he has called me twice already! Where does the old one go?',
  },
  {
    team: 'service',
    need: 'Cancel the second line',
    asks: 'my son has moved out and needs his line no longer. It is the one that ends on {x}.',
    answer: 'it ends on the last of this month, without any fee. His number can move with him until then.',
    asksOn: 'he would like to take the number along. Which form does his new company need?',
  },
]

export const openings: readonly string[] = ['Hello', 'Good morning', 'Dear team', 'Dear Sir or Madam', 'Hi']
export const thanks: readonly string[] = ['Thank you', 'Many thanks', 'Kind regards', 'Best wishes']
