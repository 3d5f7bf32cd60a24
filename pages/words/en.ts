/** The words of customers' pages and of the mails that lead to them. Every language has exactly these. */
export const english = {
  pageOf: (company: string) => `${company} service`,
  yourCase: (number: number) => `Your case ${number}`,

  isItSolved: 'Is it solved?',
  whatWeDid: 'What we did',
  lookedAfterIt: 'looked after this for you',
  yes: 'Yes, it is solved',
  notYet: 'No, not yet',
  whatIsMissing: 'What is still missing?',
  whatIsMissingHint: 'You need not explain it all again: we have everything you wrote.',
  notYetWithoutWords: 'No, it is not solved yet.',
  orAnswer: 'Or simply answer our mail.',

  thankYou: 'Thank you',
  confirmed: 'You told us that it is solved. We are glad.',
  confirmedLater: 'If it comes back, answer our mail: the same person takes care of it.',
  heardNotYet: (owner: string) => `You told us that it is not solved yet. ${owner} has it on the desk again.`,
  overtaken: 'There is something newer',
  overtakenWords:
    'Something was said about this after we asked, so this question no longer counts. Nothing is lost. See the newest mail between us, or answer it.',
  unheard: 'What you wrote was not sent. Please copy it into an answer to our mail:',
  withdrawn: 'We took this question back',
  withdrawnWords: 'We are still working on it and will write to you again.',
  linkUnknown: 'This link does not work any more',
  linkUnknownWords:
    'It may be old, or cut off by a mail program. Nothing is lost: answer our mail, and we read it.',

  letterQuestion: 'Is it solved? Please tell us with one click:',
  reminder: (name: string) =>
    `Hello ${name},\n\nwe wrote to you that this should be solved, and we have not heard from you yet. Is everything well?\n\nThis is what we did:`,
  reminderEnd: 'If something is still missing, say so. You need not explain it again.',

  spokenNotice: (name: string, colleague: string, done: string) =>
    `Hello ${name},\n\nyou told ${colleague} that this is solved, and we wrote that down:\n\n${done}\n\nIs it not? Simply answer this mail, and ${colleague} takes it up again.`,

  signIn: 'See your cases',
  signInWords: 'Tell us your e-mail address. We send you a link; there is no password to remember.',
  emailAddress: 'Your e-mail address',
  sendLink: 'Send me the link',
  linkSent: 'Please look into your mail',
  linkSentWords:
    'If we know that address, a link is on its way to it. It works once, for 15 minutes. If nothing comes, try the address you write to us from.',
  pressToEnter: 'Welcome back',
  pressToEnterWords: 'One press, and you see your cases.',
  enter: 'Show my cases',
  linkSpent: 'This link does not work any more',
  linkSpentWords: 'It was used already, or is older than 15 minutes. Ask for a new one.',
  signOut: 'Sign out',
  signInSubject: (company: string) => `Your link to your cases at ${company}`,
  signInLetter: (link: string) =>
    `Here is the link to your cases. It works once, for 15 minutes:\n\n${link}\n\nIf it was not you who asked for it, do nothing: nobody gets in without this mail.`,
  wholeCase: 'Everything about your case, and who takes care of it',

  myCases: 'Your cases',
  casesOf: (organisation: string) => `Cases of ${organisation}`,
  noCases: 'No cases yet',
  noCasesWords: 'When you write to us or call, your case stands here from that moment.',
  older: 'Older ones',
  back: 'All your cases',
  lastNews: (when: string) => `Last news ${when}`,

  hasYourCase: 'has your case',
  answersForIt: 'answers for your case until a colleague takes it up',
  hasTheCase: 'has this case',
  states: {
    new: 'We have it',
    open: 'We are working on it',
    'waiting-for-customer': 'We wait for your answer',
    'solution-proposed': 'We ask you: is it solved?',
    solved: 'Solved',
    unconfirmed: 'We have not heard from you',
    'closed-without-solution': 'Closed',
  },
  next: {
    new: (owner: string) => `${owner} reads what you wrote, and you get an answer here and by mail.`,
    open: (owner: string) => `${owner} is working on it and writes to you.`,
    'waiting-for-customer': (owner: string) =>
      `${owner} asked you something and goes on as soon as you answer.`,
    'solution-proposed': () => 'We think that it is solved. Only you can say so.',
    solved: (owner: string) => `You told us that it is solved. Write below, and ${owner} takes it up again.`,
    unconfirmed: (owner: string) =>
      `We think that it is solved and have not heard from you. A word from you, and ${owner} takes it up again.`,
    'closed-without-solution': (owner: string) =>
      `It is closed. Write below, and ${owner} takes it up again.`,
  },
  whatNext: 'What happens next',
  promisedYou: 'What we promised you',
  promised: (when: string, keeper: string) => `${keeper}, by ${when}`,
  late: (when: string, keeper: string) =>
    `This was due ${when}. We are late; ${keeper} knows, and still owes it to you.`,
  conversation: 'What we said',
  you: 'You',
  youCalled: (names: string) => (names ? `You called us and spoke with ${names}` : 'You called us'),
  weCalled: (names: string) => (names ? `${names} called you` : 'We called you'),
  visit: (names: string) => (names ? `${names} was with you` : 'A visit'),
  earlier: 'What was said before',
  newest: 'Back to the newest',
  write: 'Write to us',
  attach: 'Add files',
  send: 'Send',
  sharedOnly: 'This is a case of a colleague of yours. You can read it; they answer it.',
  told: {
    written: 'Thank you. It has arrived, and is on your case.',
    manager: 'We heard you. Somebody who leads the team looks at your case.',
    answered: 'Thank you for your answer.',
    overtaken: 'Something newer was said, so that question no longer counts.',
  },
  askManager: 'Ask for a manager',
  askManagerWords: (owner: string) =>
    `Somebody who leads the team reads your case. ${owner} stays the one who takes care of it.`,
  managerLabel: 'What should they know? (You may leave it empty.)',
  managerWithoutWords: 'I would like a manager to look at my case.',

  refusals: {
    notFound: ['We could not find that', 'It is not there, or it is not yours to see.'],
    tooMany: ['Too many tries', 'Please wait a minute and try again. Nothing is lost.'],
    foreignOrigin: ['This came from another site', 'Please open the page from our mail and try again.'],
    tooLarge: ['That is too large', 'Please send smaller files, or fewer at once.'],
    broken: ['Something broke on our side', 'It has been written down. Please try again in a moment.'],
  },
} as const

type Shape<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...given: infer A) => string
      ? (...given: A) => string
      : T[K] extends readonly string[]
        ? readonly [string, string]
        : Shape<T[K]>
}
export type Words = Shape<typeof english>
