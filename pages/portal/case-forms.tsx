import type { Words } from '../words/words.ts'
import type { CasePage } from './case.ts'

const LONGEST = 20_000

interface ProposalProps {
  readonly caseId: number
  readonly proposal: NonNullable<CasePage['proposal']>
  readonly words: Words
}

/** The question that only the customer answers. */
export const Proposal = ({ caseId, proposal, words }: ProposalProps) => {
  const action = `/my/cases/${caseId}/solutions/${proposal.id}`
  return (
    <section className="card say" aria-labelledby="solved">
      <h2 id="solved">{words.isItSolved}</h2>
      <p className="text">{proposal.words}</p>
      <form method="post" action={`${action}/yes`} className="row">
        <button type="submit" className="main">
          {words.yes}
        </button>
      </form>
      <form method="post" action={`${action}/not-yet`}>
        <label htmlFor="missing">{words.whatIsMissing}</label>
        <textarea id="missing" name="words" maxLength={LONGEST} />
        <div className="row">
          <button type="submit">{words.notYet}</button>
        </div>
      </form>
    </section>
  )
}

interface WriteProps {
  readonly caseId: number
  readonly once: string
  readonly words: Words
}

export const Write = ({ caseId, once, words }: WriteProps) => (
  <form
    method="post"
    action={`/my/cases/${caseId}/messages`}
    encType="multipart/form-data"
    className="card"
    id="write"
  >
    <input type="hidden" name="once" value={once} />
    <label htmlFor="words">{words.write}</label>
    <textarea id="words" name="words" maxLength={LONGEST} />
    <label htmlFor="files">{words.attach}</label>
    <input id="files" name="files" type="file" multiple />
    <div className="row">
      <button type="submit" className="main">
        {words.send}
      </button>
    </div>
  </form>
)

/** Folded away, because most need it never; where it is, anybody finds it. */
export const Manager = ({ caseId, owner, once, words }: WriteProps & { owner: string }) => (
  <details>
    <summary>{words.askManager}</summary>
    <form method="post" action={`/my/cases/${caseId}/manager`} className="card">
      <input type="hidden" name="once" value={`${once}m`} />
      <p className="soft">{words.askManagerWords(owner)}</p>
      <label htmlFor="manager">{words.managerLabel}</label>
      <textarea id="manager" name="words" maxLength={LONGEST} />
      <div className="row">
        <button type="submit">{words.askManager}</button>
      </div>
    </form>
  </details>
)
