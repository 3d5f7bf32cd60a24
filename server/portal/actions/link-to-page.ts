import { speechFor } from '../../../pages/words/words.ts'
import type { EndingOf } from '../../cases/index.ts'
import { deskSettings } from '../../people/index.ts'

/**
 * A quiet line below every mail on a case: where its page is. It opens nothing by itself, so whoever else reads
 * the mail may read it too.
 */
export const linkToPage: EndingOf = async ({ db, config }, { caseId, language }) => {
  const { words } = speechFor(language, (await deskSettings(db))?.locale)
  return { words: '', links: [{ label: words.wholeCase, url: `${config.BASE_URL}/my/cases/${caseId}` }] }
}
