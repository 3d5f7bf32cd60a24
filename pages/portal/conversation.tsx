import { initialsOf } from '../person.tsx'
import { momentIn, sizeIn } from '../time.ts'
import type { Speech } from '../words/words.ts'
import type { CasePage, Said } from './case.ts'

/** Oldest first, as one tells it. */
export const Conversation = ({ page, speech }: { page: CasePage; speech: Speech }) => {
  const { words, language } = speech
  const moment = momentIn(language, page.timeZone)
  const place = `/my/cases/${page.found.id}`
  return (
    <section aria-labelledby="said">
      <h2 id="said">{words.conversation}</h2>
      {(page.earlier || !page.isNewest) && (
        <p className="row small">
          {page.earlier && <a href={`${place}?before=${page.earlier}`}>{words.earlier}</a>}
          {!page.isNewest && <a href={place}>{words.newest}</a>}
        </p>
      )}
      {page.said.map((item) =>
        item.kind === 'message' ? (
          <Message key={`m${item.id}`} item={item} page={page} speech={speech} />
        ) : (
          <p key={`c${item.id}`} className="quiet">
            {wordsOf(item, speech)} · <time dateTime={item.at}>{moment(item.at)}</time>
          </p>
        ),
      )}
    </section>
  )
}

const wordsOf = ({ kind, by, name }: Said, { words }: Speech): string => {
  if (kind === 'visit') return words.visit(name)
  return by === 'customer' ? words.youCalled(name) : words.weCalled(name)
}

const Message = ({
  item,
  page,
  speech: { words, language },
}: {
  item: Said
  page: CasePage
  speech: Speech
}) => {
  const isMine = item.by === 'customer' && page.found.isOwn
  return (
    <article className={item.by === 'staff' ? 'said theirs' : 'said'}>
      <div className="head">
        <span className="face s" aria-hidden="true">
          {initialsOf(item.name)}
        </span>
        <p>
          <b>{isMine ? words.you : item.name}</b>{' '}
          <time className="soft small" dateTime={item.at}>
            {momentIn(language, page.timeZone)(item.at)}
          </time>
        </p>
      </div>
      {item.text.trim() !== '' && <p className="text">{item.text.trim()}</p>}
      {item.files.length > 0 && (
        <ul className="plain files small">
          {item.files.map((file) => (
            <li key={file.id}>
              <a href={`/my/cases/${page.found.id}/files/${file.id}`}>{file.name}</a>{' '}
              <span className="soft">{sizeIn(language, file.size)}</span>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
