import { type Brief, briefFields } from '../contract.ts'

/** Completeness of a brief: filled fields of five (methods.md 3.14). */
export const completeness = (brief: Partial<Brief>): number =>
  briefFields.filter((field) => brief[field]?.trim()).length / briefFields.length
