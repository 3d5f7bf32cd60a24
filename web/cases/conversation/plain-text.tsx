import { pieces } from './links.ts'

/** Text as its writer set it: line breaks kept, addresses clickable, everything else only text. */
export function PlainText({ text }: { text: string }) {
  let at = 0
  return (
    <div dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {pieces(text).map((piece) => {
        at += piece.text.length
        if (!piece.href) return <span key={at}>{piece.text}</span>
        return (
          <a
            key={at}
            href={piece.href}
            target="_blank"
            rel="noreferrer noopener"
            className="text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
          >
            {piece.text}
          </a>
        )
      })}
    </div>
  )
}
