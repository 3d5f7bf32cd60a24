import type { Outcome, Said } from '../../server/solutions/contract.ts'
import { renderPage } from '../page.tsx'
import { Person } from '../person.tsx'
import { type Speech, speechFor } from '../words/words.ts'

/** A proposal as its link shows it: no more than its mail said. Null for a link that opens nothing. */
export interface AnswerPage {
  readonly company: string
  readonly languages: readonly (string | null)[]
  /** What they wrote with an answer that no longer counts. */
  readonly unheard?: string
  readonly asked: {
    readonly need: string
    readonly number: number
    readonly words: string
    readonly proposer: string
    readonly owner: string
    readonly outcome: Outcome
    /** The answer whose link was followed stands first. */
    readonly first: Said
    readonly action: string
  } | null
}

/** The page behind the two links of a proposal. Opening it answers nothing. */
export const renderAnswer = ({ company, languages, asked, unheard = '' }: AnswerPage): string => {
  const speech = speechFor(...languages)
  const title = titleOf(asked, speech)
  return renderPage({
    speech,
    company,
    title,
    children: (
      <>
        {asked ? <Asked asked={asked} speech={speech} /> : <Unknown speech={speech} />}
        {unheard !== '' && <Unheard words={unheard} speech={speech} />}
      </>
    ),
  })
}

type AskedProps = { asked: NonNullable<AnswerPage['asked']>; speech: Speech }

const titleOf = (asked: AnswerPage['asked'], { words }: Speech): string => {
  if (!asked) return words.linkUnknown
  const { outcome } = asked
  if (outcome === 'confirmed' || outcome === 'not-yet') return words.thankYou
  if (outcome === 'overtaken') return words.overtaken
  return outcome === 'withdrawn' ? words.withdrawn : words.isItSolved
}

const Unknown = ({ speech: { words } }: { speech: Speech }) => (
  <>
    <h1>{words.linkUnknown}</h1>
    <p className="soft">{words.linkUnknownWords}</p>
  </>
)

/** Their words back: nothing that somebody wrote vanishes because they were a moment late. */
const Unheard = ({ words, speech }: { words: string; speech: Speech }) => (
  <section className="card">
    <label htmlFor="unheard">{speech.words.unheard}</label>
    <textarea id="unheard" readOnly defaultValue={words} />
  </section>
)

const Asked = (props: AskedProps) => {
  const { asked, speech } = props
  const waits = asked.outcome === 'waiting' || asked.outcome === 'silent'
  return (
    <>
      <p className="soft small">
        {speech.words.yourCase(asked.number)} · {asked.need}
      </p>
      <h1>{titleOf(asked, speech)}</h1>
      {waits ? <Question {...props} /> : <Answered {...props} />}
    </>
  )
}

const Question = ({ asked, speech: { words } }: AskedProps) => {
  const answers = [
    <Yes key="yes" action={asked.action} label={words.yes} isFirst={asked.first === 'yes'} />,
    <NotYet key="not-yet" asked={asked} words={words} />,
  ]
  return (
    <>
      <section className="card" aria-label={words.whatWeDid}>
        <Person name={asked.proposer} says={words.lookedAfterIt} />
        <p className="text">{asked.words}</p>
      </section>
      {asked.first === 'yes' ? answers : answers.reverse()}
      <p className="soft small">{words.orAnswer}</p>
    </>
  )
}

const Yes = ({ action, label, isFirst }: { action: string; label: string; isFirst: boolean }) => (
  <form method="post" action={`${action}/yes`} className="row">
    <button type="submit" className={isFirst ? 'main' : undefined}>
      {label}
    </button>
  </form>
)

const NotYet = ({ asked, words }: { asked: AskedProps['asked']; words: Speech['words'] }) => (
  <form method="post" action={`${asked.action}/not-yet`} className="card">
    <label htmlFor="words">{words.whatIsMissing}</label>
    <p className="soft small" id="words-hint">
      {words.whatIsMissingHint}
    </p>
    <textarea id="words" name="words" maxLength={20_000} aria-describedby="words-hint" />
    <div className="row">
      <button type="submit" className={asked.first === 'not-yet' ? 'main' : undefined}>
        {words.notYet}
      </button>
    </div>
  </form>
)

const Answered = ({ asked: { outcome, owner }, speech: { words } }: AskedProps) => {
  const said = {
    confirmed: [words.confirmed, words.confirmedLater],
    'not-yet': [words.heardNotYet(owner)],
    overtaken: [words.overtakenWords],
    withdrawn: [words.withdrawnWords],
    waiting: [],
    silent: [],
  }[outcome]
  return (
    <div className={outcome === 'confirmed' ? 'card good' : 'card say'}>
      {said.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}
