import type { z } from 'zod'
import type * as contract from '../../../server/channels/email/contract.ts'
import { post, remove } from '../../app/api.ts'

export type SignInSettings = z.input<typeof contract.signInSchema>
export const beginSignIn = (mailboxId: number, settings: SignInSettings) =>
  post<z.infer<typeof contract.begunSignInSchema>>(`/mailboxes/${mailboxId}/sign-in`, settings)
export const finishSignIn = (back: z.input<typeof contract.finishSignInSchema>) =>
  post<z.infer<typeof contract.finishedSignInSchema>>('/mailbox-sign-ins', back)
export const endSignIn = (mailboxId: number) => remove(`/mailboxes/${mailboxId}/sign-in`)
