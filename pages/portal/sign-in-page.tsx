import { renderPage } from '../page.tsx'
import { speechFor, type Words } from '../words/words.ts'

export interface SignInPage {
  readonly company: string
  readonly languages: readonly (string | null)[]
  /** Ask for the address, say that a link is on its way, let them press, or say that the link is used up. */
  readonly step: 'ask' | 'sent' | 'press' | 'spent'
  readonly action: string
  readonly next: string
}

/** The door to one's own cases: no password, and the same words whoever knocks. */
export const renderSignIn = ({ company, languages, step, action, next }: SignInPage): string => {
  const speech = speechFor(...languages)
  const [title, text] = wordsOf(step, speech.words)
  return renderPage({
    speech,
    company,
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p className="soft">{text}</p>
        {step === 'press' ? (
          <form method="post" action={action}>
            <input type="hidden" name="next" value={next} />
            <button type="submit" className="main">
              {speech.words.enter}
            </button>
          </form>
        ) : (
          step !== 'sent' && <Ask action={action} next={next} words={speech.words} />
        )}
      </>
    ),
  })
}

const wordsOf = (step: SignInPage['step'], words: Words): [string, string] =>
  ({
    ask: [words.signIn, words.signInWords] as [string, string],
    sent: [words.linkSent, words.linkSentWords] as [string, string],
    press: [words.pressToEnter, words.pressToEnterWords] as [string, string],
    spent: [words.linkSpent, words.linkSpentWords] as [string, string],
  })[step]

const Ask = ({ action, next, words }: { action: string; next: string; words: Words }) => (
  <form method="post" action={action} className="card">
    <input type="hidden" name="next" value={next} />
    <label htmlFor="email">{words.emailAddress}</label>
    <input id="email" name="email" type="email" autoComplete="email" required maxLength={254} />
    <div className="row">
      <button type="submit" className="main">
        {words.sendLink}
      </button>
    </div>
  </form>
)
