/** What a macro can say about the case it is used on; null where the case does not know it. */
export type MacroValues = Readonly<Record<Placeholder, string | null>>

/** The closed list of placeholders. */
export const placeholders = [
  'customer.name',
  'customer.first_name',
  'agent.name',
  'case.number',
  'case.need',
  'organisation.name',
] as const
export type Placeholder = (typeof placeholders)[number]

const PLACEHOLDER = /\{\{\s*([a-z_.]{1,40})\s*\}\}/g

const isPlaceholder = (name: string): name is Placeholder => placeholders.some((known) => known === name)

/**
 * Fills a macro in one pass, so that a value is never read as a placeholder again. An unknown placeholder and
 * one without a value stay as they are written: the writer sees the gap before the customer does.
 */
export const fillMacro = (body: string, values: MacroValues): string =>
  body.replace(PLACEHOLDER, (written, name: string) =>
    isPlaceholder(name) ? (values[name] ?? written) : written,
  )

/** How somebody is addressed by their first name: Maria of "Maria Lopez" and of "Lopez, Maria". */
export const firstNameOf = (name: string): string => {
  const [family = '', given] = name.split(',')
  return (given ?? family).trim().split(/\s+/)[0] ?? ''
}
