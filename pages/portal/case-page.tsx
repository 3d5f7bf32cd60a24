import { renderPage } from '../page.tsx'
import { Person } from '../person.tsx'
import { promiseIn } from '../time.ts'
import { type Speech, speechFor } from '../words/words.ts'
import type { CasePage } from './case.ts'
import { Manager, Proposal, Write } from './case-forms.tsx'
import { Conversation } from './conversation.tsx'
import { SignedIn } from './signed-in.tsx'

/** A case as its customer sees it: who has it, what happens next, by when; then everything that was said. */
export const renderCase = (page: CasePage): string => {
  const speech = speechFor(...page.languages)
  const { words } = speech
  const { found } = page
  return renderPage({
    speech,
    company: page.company,
    title: found.need,
    aside: <SignedIn me={page.me} words={words} />,
    children: (
      <>
        <p className="small">
          <a href="/my">{words.back}</a> <span className="soft">· {words.yourCase(found.number)}</span>
        </p>
        <h1>{found.need}</h1>
        {page.told && (
          <p className="card good" role="status">
            {words.told[page.told]}
          </p>
        )}
        <Standing page={page} speech={speech} />
        {page.proposal && <Proposal caseId={found.id} proposal={page.proposal} words={words} />}
        <Conversation page={page} speech={speech} />
        {found.isOwn ? <Ways page={page} speech={speech} /> : <p className="soft">{words.sharedOnly}</p>}
      </>
    ),
  })
}

type Part = { page: CasePage; speech: Speech }

const Standing = ({ page, speech }: Part) => {
  const { found } = page
  const { words } = speech
  const says = found.heldOnDuty ? words.answersForIt : found.isOwn ? words.hasYourCase : words.hasTheCase
  const isUnderWay = found.state !== 'solved' && found.state !== 'closed-without-solution'
  return (
    <section className="card" aria-label={words.whatNext}>
      <Person name={found.owner} says={says} />
      <p>
        <b>{words.states[found.state]}</b>
        <br />
        {words.next[found.state](found.owner)}
      </p>
      {isUnderWay && page.promises.length > 0 && <Promised page={page} speech={speech} />}
    </section>
  )
}

const Promised = ({ page: { promises, timeZone }, speech: { words, language } }: Part) => {
  const moment = promiseIn(language, timeZone)
  return (
    <>
      <h2>{words.promisedYou}</h2>
      <ul className="plain">
        {promises.map(({ id, what, dueAt, keeperName, isBroken }) => (
          <li key={id}>
            {what}
            <br />
            <time className="soft small" dateTime={dueAt}>
              {isBroken ? words.late(moment(dueAt), keeperName) : words.promised(moment(dueAt), keeperName)}
            </time>
          </li>
        ))}
      </ul>
    </>
  )
}

const Ways = ({ page: { found, once }, speech: { words } }: Part) => (
  <>
    <Write caseId={found.id} once={once} words={words} />
    <Manager caseId={found.id} owner={found.owner} once={once} words={words} />
  </>
)
