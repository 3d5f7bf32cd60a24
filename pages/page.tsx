import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { style } from './style.ts'
import type { Speech } from './words/words.ts'

export interface PageFrame {
  readonly speech: Speech
  /** The organisation, as customers know it. */
  readonly company: string
  readonly title: string
  /** Beside the company's name: who is signed in. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A whole page as text. The style stands in it, because a page is read once and often on a slow line. */
export const renderPage = ({ speech, company, title, aside, children }: PageFrame): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang={speech.language} dir={speech.direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${title} · ${company}`}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, whose hash the policy names */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <header>
          <b>{company}</b>
          {aside}
        </header>
        <main>{children}</main>
      </body>
    </html>,
  )}`
