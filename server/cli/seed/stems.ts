import type pg from 'pg'
import { stemmerOf, wordsOf } from '../../cases/index.ts'

/** Stems of words by language code, and the stemmers they come from. */
export interface Stems {
  readonly languages: readonly string[]
  of(language: string): (word: string) => readonly string[]
}

/** Looks up the stems of all words that a seeded desk can hold, once, instead of in every entry. */
export const lookUpStems = async (
  client: pg.Client,
  words: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Stems> => {
  const known = new Map<string, Map<string, string[]>>()
  for (const [language, texts] of words) {
    const stemmer = stemmerOf(language)
    if (stemmer === null) continue
    const folded = new Set([...texts].flatMap((text) => [...wordsOf(text)].map(({ word }) => word)))
    const { rows } = await client.query<{ word: string; stems: string[] }>(
      'select word, ts_lexize($1::regdictionary, word) as stems from unnest($2::text[]) as word',
      [`${stemmer}_stem`, [...folded]],
    )
    known.set(language, new Map(rows.map(({ word, stems }) => [word, stems ?? []])))
  }
  return {
    languages: [...known.keys()].flatMap((language) => stemmerOf(language) ?? []),
    of: (language) => {
      const stems = known.get(language)
      return (word) => stems?.get(word) ?? []
    },
  }
}
