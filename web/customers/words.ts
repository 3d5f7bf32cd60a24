import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FieldDefinition } from '../../server/customers/contract.ts'

export const objectWords: Record<FieldDefinition['object'], MessageDescriptor> = {
  case: msg`Case`,
  customer: msg`Customer`,
  organisation: msg`Organisation`,
}

export const typeWords: Record<FieldDefinition['type'], MessageDescriptor> = {
  text: msg`text`,
  number: msg`number`,
  date: msg`date`,
  'yes-no': msg`yes or no`,
  choice: msg`one of several`,
}
