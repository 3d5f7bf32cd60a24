import { z } from 'zod'
import { configSchema } from '../../server/platform/config/config.ts'
import { table } from './table.ts'

const settingSchema = z.looseObject({
  description: z.string(),
  enum: z.array(z.string()).optional(),
})

/**
 * The operator's page of settings, from the one schema that reads them.
 * @throws ZodError when a setting has no description.
 */
export const renderConfiguration = (): string => {
  const { properties } = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })
  const defaults: Record<string, unknown> = configSchema.parse({})
  const rows = Object.entries(properties ?? {}).map(([name, property]) => {
    const setting = settingSchema.parse(property)
    return [`\`${name}\``, defaultOf(defaults[name]), described(setting.description, setting.enum)]
  })
  return [
    '# Settings\n',
    'Regard is set up by environment variables; every one may be left out. An empty value counts as left out, and a',
    'value that does not fit stops the start with a sentence that names it.\n',
    table(['setting', 'default', 'meaning'], rows),
  ].join('\n')
}

const defaultOf = (value: unknown): string => {
  if (value === undefined || value === '') return ''
  return typeof value === 'boolean' ? (value ? '`yes`' : '`no`') : `\`${String(value)}\``
}

const described = (text: string, values: readonly string[] | undefined): string =>
  values ? `${text} One of ${values.map((value) => `\`${value}\``).join(', ')}.` : text
