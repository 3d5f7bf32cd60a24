import { renderPage } from './page.tsx'
import { speechFor } from './words/words.ts'

export interface RefusalPage {
  readonly company: string
  readonly language: string | null
  readonly kind: 'notFound' | 'tooMany' | 'foreignOrigin' | 'tooLarge' | 'broken'
}

/** What cannot be shown or done, in a sentence that says what is left to do. */
export const renderRefusal = ({ company, language, kind }: RefusalPage): string => {
  const speech = speechFor(language)
  const [title, text] = speech.words.refusals[kind]
  return renderPage({
    speech,
    company,
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p className="soft">{text}</p>
      </>
    ),
  })
}
