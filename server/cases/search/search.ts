import type { z } from 'zod'
import { type CustomerSummary, customerPermissions } from '../../customers/contract.ts'
import { searchCustomers } from '../../customers/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { SearchHit, searchQuery } from '../contract.ts'
import { type Candidate, caseByNumber, type HitRow, hitRows } from '../queries/search.ts'
import { visibleCases } from '../queries/visibility.ts'
import { excerptOf } from './excerpt.ts'
import { findEntries } from './find-entries.ts'
import { parseQuery, type Query } from './parse-query.ts'
import { type FoundTerm, tokensOf, tsqueryOf } from './tokens.ts'

const PAGE = 20
const MOST_PEOPLE = 3

/**
 * Everything this person may see that fits what they typed: first the case of that number, then customers,
 * then the best match of each case. Answers as they type; any text is a valid query.
 */
export const search = async (
  db: Database,
  actor: StaffActor,
  { q, after }: z.output<typeof searchQuery>,
): Promise<Page<SearchHit>> => {
  const { offset, asOf } = positionOf(after)
  const typed = q.replaceAll('\0', '')
  const query = parseQuery(typed)
  const [ahead, page] = await Promise.all([
    offset === 0 ? peopleAndNumber(db, actor, typed, query) : [],
    textHits(db, actor, query, asOf, offset),
  ])
  const numbered = ahead.find(({ kind }) => kind === 'case')?.caseId
  const items = [...ahead, ...page.items.filter(({ caseId }) => caseId !== numbered)]
  return { items, next: page.more ? encodeCursor([offset + PAGE, asOf.getTime()]) : null }
}

const positionOf = (after: string | undefined): { offset: number; asOf: Date } => {
  if (after === undefined) return { offset: 0, asOf: new Date() }
  const [offset, asOf] = decodeCursor(after, 2)
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(asOf)) throw platformErrors.invalid()
  return { offset: Math.max(0, Number(offset)), asOf: new Date(Math.min(Date.now(), Number(asOf))) }
}

const peopleAndNumber = async (
  db: Database,
  actor: StaffActor,
  q: string,
  { caseNumber }: Query,
): Promise<SearchHit[]> => {
  const numbered = caseNumber ? await caseByNumber(db, caseNumber, visibleCases(actor)) : undefined
  const seesCustomers = actor.scopes?.includes(customerPermissions.read.name) ?? true
  const customers = seesCustomers ? await searchCustomers(db, actor, q, MOST_PEOPLE) : []
  return [...(numbered ? [textHit(numbered, [])] : []), ...customers.map(customerHit)]
}

const textHits = async (db: Database, actor: StaffActor, query: Query, asOf: Date, offset: number) => {
  if (query.terms.length === 0) return { items: [], more: false }
  const terms = await tokensOf(db, query.terms)
  const found = await findEntries(db, actor, tsqueryOf(terms), asOf)
  const shown = found.slice(offset, offset + PAGE)
  const rows = await hitRows(db, shown)
  return {
    items: inOrder(shown, rows).map((row) => textHit(row, terms)),
    more: found.length > offset + PAGE,
  }
}

const inOrder = (shown: readonly Candidate[], rows: readonly HitRow[]): HitRow[] =>
  shown.flatMap(
    ({ kind, object_id }) => rows.find((row) => row.kind === kind && row.object_id === object_id) ?? [],
  )

const hitKinds = { need: 'case', contact: 'message', message: 'message', note: 'note', file: 'file' } as const

const textHit = (row: HitRow, terms: readonly FoundTerm[]): SearchHit => ({
  kind: hitKinds[row.kind],
  caseId: row.case_id,
  caseNumber: row.number,
  customerId: row.customer_id,
  title: row.need,
  excerpt: excerptOf(row.text, terms, row.language),
  at: row.at.toISOString(),
  state: row.state,
})

const customerHit = (customer: CustomerSummary): SearchHit => ({
  kind: 'customer',
  caseId: null,
  caseNumber: null,
  customerId: customer.id,
  title: customer.name,
  excerpt: [customer.organisationName, customer.address].filter(Boolean).join(' · '),
  at: null,
  state: null,
})
