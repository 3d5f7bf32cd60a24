import type { Words } from '../words/words.ts'

/** Who is signed in, and the way out. */
export const SignedIn = ({ me, words }: { me: string; words: Words }) => (
  <form method="post" action="/my/sign-out" className="row">
    <span className="small">{me}</span>
    <button type="submit" className="plain small">
      {words.signOut}
    </button>
  </form>
)
