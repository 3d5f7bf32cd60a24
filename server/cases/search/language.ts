/** PostgreSQL's stemmers by ISO 639-1 code; those for Serbian and Yiddish expect another spelling than folded words have. */
const STEMMERS = new Map(
  Object.entries({
    ar: 'arabic',
    ca: 'catalan',
    da: 'danish',
    de: 'german',
    el: 'greek',
    en: 'english',
    es: 'spanish',
    eu: 'basque',
    fi: 'finnish',
    fr: 'french',
    hi: 'hindi',
    hu: 'hungarian',
    hy: 'armenian',
    it: 'italian',
    lt: 'lithuanian',
    nb: 'norwegian',
    nl: 'dutch',
    nn: 'norwegian',
    no: 'norwegian',
    pt: 'portuguese',
    ro: 'romanian',
    ru: 'russian',
    sv: 'swedish',
    ta: 'tamil',
    tr: 'turkish',
  }),
)

/** The first lines tell the language; the rest costs time. */
const ENOUGH = 600

/**
 * The language of a text as an ISO 639-1 code (`de`), null when it is too short or too mixed to tell.
 * The detector and its tables (80 MB) are loaded with the first call.
 */
export const detectLanguage = async (text: string): Promise<string | null> => {
  const { eld } = await import('eld/extrasmall')
  const found = eld.detect(text.slice(0, ENOUGH))
  return found.isReliable() ? found.language : null
}

/** The name of PostgreSQL's stemmer for a language code or tag (`de`, `de-AT`), null when it has none. */
export const stemmerOf = (language: string | null): string | null =>
  STEMMERS.get(language?.toLowerCase().split(/[-_]/)[0] ?? '') ?? null
