import { type RefusalPage, renderRefusal } from '../../../pages/refusal.tsx'
import { deskSettings, nameOfDesk } from '../../people/index.ts'
import type { Refusal } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'

const kinds: Readonly<Record<number, RefusalPage['kind']>> = {
  400: 'notFound',
  401: 'notFound',
  403: 'foreignOrigin',
  404: 'notFound',
  410: 'notFound',
  413: 'tooLarge',
  429: 'tooMany',
}

/** A refusal as a customer's page; it tells no more than that, also while the database cannot be reached. */
export const showRefusal = async (db: Database, { status }: Refusal): Promise<string> => {
  const desk = await deskSettings(db).catch(() => undefined)
  return renderRefusal({
    company: nameOfDesk(desk),
    language: desk?.locale ?? null,
    kind: kinds[status] ?? 'broken',
  })
}
