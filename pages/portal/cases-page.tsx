import type { CaseState } from '../../server/cases/contract.ts'
import { renderPage } from '../page.tsx'
import { momentIn } from '../time.ts'
import { speechFor, type Words } from '../words/words.ts'
import { SignedIn } from './signed-in.tsx'

export interface CaseLine {
  readonly id: number
  readonly number: number
  readonly need: string
  readonly state: CaseState
  readonly owner: string
  /** Whose case it is, where it is not the reader's. */
  readonly customer: string | null
  readonly at: string
}

export interface CasesPage {
  readonly company: string
  readonly languages: readonly (string | null)[]
  readonly timeZone: string
  readonly me: string
  readonly which: 'own' | 'shared'
  /** The organisation that shares its cases with the reader; null where none does. */
  readonly organisation: string | null
  readonly cases: readonly CaseLine[]
  readonly next: string | null
}

/** A customer's cases, newest first, each with who has it. */
export const renderCases = (page: CasesPage): string => {
  const speech = speechFor(...page.languages)
  const { words } = speech
  const title = page.which === 'own' ? words.myCases : words.casesOf(page.organisation ?? '')
  return renderPage({
    speech,
    company: page.company,
    title,
    aside: <SignedIn me={page.me} words={words} />,
    children: (
      <>
        <h1>{title}</h1>
        {page.cases.length === 0 ? (
          <Empty words={words} />
        ) : (
          <List page={page} language={speech.language} words={words} />
        )}
        <p className="row">
          {page.next && (
            <a href={`${page.which === 'own' ? '/my' : '/my/organisation'}?after=${page.next}`}>
              {words.older}
            </a>
          )}
          {page.which === 'shared' && <a href="/my">{words.back}</a>}
          {page.which === 'own' && page.organisation && (
            <a href="/my/organisation">{words.casesOf(page.organisation)}</a>
          )}
        </p>
      </>
    ),
  })
}

const Empty = ({ words }: { words: Words }) => (
  <div className="card">
    <p>
      <b>{words.noCases}</b>
    </p>
    <p className="soft">{words.noCasesWords}</p>
  </div>
)

const List = ({ page, language, words }: { page: CasesPage; language: string; words: Words }) => {
  const moment = momentIn(language, page.timeZone)
  return (
    <ul className="plain list card">
      {page.cases.map((line) => (
        <li key={line.id}>
          <a href={`/my/cases/${line.id}`}>
            <b>{line.need}</b>
            <br />
            <span className="soft small">
              {[words.states[line.state], line.customer ?? line.owner, words.lastNews(moment(line.at))].join(
                ' · ',
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
