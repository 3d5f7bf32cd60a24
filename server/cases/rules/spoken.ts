/** A contact as far as it decides who has the next word. */
export interface Spoken {
  readonly direction: 'in' | 'out'
  readonly legs: readonly { readonly howEnded: string }[]
}

/**
 * Who spoke last in a contact. A customer who called has the last word until somebody answers, unless the last
 * leg says that they were helped: cut off or sent elsewhere they still wait.
 */
export const actOfContact = ({ direction, legs }: Spoken): 'customer-speaks' | 'work-on' =>
  direction === 'in' && legs.at(-1)?.howEnded !== 'resolved' ? 'customer-speaks' : 'work-on'
