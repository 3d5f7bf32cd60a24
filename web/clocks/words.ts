import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Clock, Kind, Targets } from '../../server/clocks/contract.ts'

export const kindWords: Record<Kind, MessageDescriptor> = {
  'first-response': msg`First response`,
  'next-response': msg`Next response`,
  'first-resolution': msg`First solution`,
  'full-resolution': msg`Solved for good`,
}

export const targetWords: Record<keyof Targets, MessageDescriptor> = {
  firstResponse: msg`First response`,
  nextResponse: msg`Next response`,
  firstResolution: msg`First solution`,
  fullResolution: msg`Solved for good`,
}

export const targetNames = Object.keys(targetWords) as (keyof Targets)[]

export const endWords: Record<NonNullable<Clock['ended']>, MessageDescriptor> = {
  answered: msg`answered`,
  proposed: msg`proposed`,
  confirmed: msg`confirmed`,
  unconfirmed: msg`unconfirmed`,
  closed: msg`closed without solution`,
}
