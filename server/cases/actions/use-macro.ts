import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseErrors, type filledMacroSchema } from '../contract.ts'
import { findMacro, macroFacts } from '../queries/macros.ts'
import { fillMacro, firstNameOf } from '../rules/fill-macro.ts'

/**
 * A macro's text for one case, and the tags it suggests. Nothing is changed: the writer sends it.
 * @throws platform.not-found, cases.unknown-macro
 */
export const useMacro = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
  macroId: number,
): Promise<z.input<typeof filledMacroSchema>> => {
  const facts = await macroFacts(db, actor, caseId)
  if (!facts) throw platformErrors.notFound()
  const macro = await findMacro(db, actor, macroId)
  if (!macro) throw caseErrors.unknownMacro()
  const text = fillMacro(macro.body, {
    'customer.name': facts.customer,
    'customer.first_name': facts.customer === null ? null : firstNameOf(facts.customer),
    'agent.name': facts.agent,
    'case.number': String(facts.number),
    'case.need': facts.need,
    'organisation.name': facts.organisation,
  })
  return { text, addTags: macro.addTags }
}
