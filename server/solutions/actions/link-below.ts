import { speechFor } from '../../../pages/words/words.ts'
import type { EndingOf } from '../../cases/index.ts'
import { deskSettings } from '../../people/index.ts'
import { solutionOfMessage } from '../queries/solutions.ts'
import { unsafeCaseOfSolution } from '../queries/surroundings.ts'
import { linkSecret, linkUrl } from './link.ts'

/** The two links below a message that asks whether it is solved; nothing below any other. */
export const linkBelow: EndingOf = async ({ db, config, seal }, { messageId }) => {
  const asked = await solutionOfMessage(db, messageId)
  if (!asked) return null
  const [about, desk] = [await unsafeCaseOfSolution(db, asked.id), await deskSettings(db)]
  const { words } = speechFor(about.locale, about.language, desk?.locale)
  const secret = linkSecret(seal, asked)
  return {
    words: words.letterQuestion,
    links: [
      { label: words.yes, url: linkUrl(config, secret, 'yes') },
      { label: words.notYet, url: linkUrl(config, secret, 'not-yet') },
    ],
  }
}
