import type { Refusal } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { type Account, accountOfEmail } from '../../platform/identity/accounts.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { knownBrowser } from '../../platform/identity/cookies.ts'
import { passwordFits } from '../../platform/identity/password.ts'
import type { Seal } from '../../platform/identity/seal.ts'
import type { Visitor } from '../../platform/identity/sessions.ts'
import { spendRecoveryCode, spendTotpStep, totpStep } from '../../platform/identity/totp.ts'
import { type Attempt, accountKey, beginTry, endTry } from '../../platform/identity/tries.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { type OpenedSession, openSession } from './open-session.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
  readonly code?: string | undefined
}

/** What sealed the secret of the second step. */
export const TOTP_SEAL = 'totp'

/**
 * Signs somebody in by password and, where it is on, by a second step. An account that does not exist answers
 * like a wrong password, in the same time. Not in one transaction: a refused try must stay counted.
 * @throws people.wrong-credentials, people.code-needed, people.wrong-code, people.too-many-tries
 */
export const signIn = async (
  { db, seal }: { db: Database; seal: Seal },
  visitor: Visitor,
  { email, password, code }: Credentials,
): Promise<OpenedSession> => {
  const account = await accountOfEmail(db, email)
  const tryId = await beginTry(db, attemptOf(visitor, seal, email, account))
  if (tryId === null) throw peopleErrors.tooManyTries()
  const hash = account && !account.disabled ? account.passwordHash : null
  if (!(await passwordFits(hash, password)) || !account) {
    throw await refused(db, account, peopleErrors.wrongCredentials())
  }
  if (account.totpConfirmed && code === undefined) {
    await endTry(db, tryId)
    throw peopleErrors.codeNeeded()
  }
  const opened = await transact(db, anonymous, async (tx) => {
    const by = await secondStep(tx, seal, account, code ?? '')
    if (by === null) return null
    await endTry(tx, tryId)
    return openSession(tx, account.id, visitor, by)
  })
  if (!opened) throw await refused(db, account, peopleErrors.wrongCode())
  return opened
}

/** Strangers share the tries of an account; a browser its owner used has its own, so they cannot lock it out. */
const attemptOf = (visitor: Visitor, seal: Seal, email: string, account: Account | undefined): Attempt => {
  const browser = account ? knownBrowser(visitor, seal, account.id) : null
  return browser === null
    ? { key: accountKey(email), ip: visitor.ip }
    : { key: `browser:${browser}`, ip: null }
}

/** By what the person proved themselves; null when the code fits nothing, or was used before. */
const secondStep = async (
  tx: Tx,
  seal: Seal,
  account: Account,
  code: string,
): Promise<'password' | 'totp' | 'recovery-code' | null> => {
  if (!account.totpConfirmed || account.totpSecretSealed === null) return 'password'
  const figures = code.replaceAll(/\s/g, '')
  if (!/^\d+$/.test(figures)) return (await spendRecoveryCode(tx, account.id, code)) ? 'recovery-code' : null
  const step = totpStep(seal.open(TOTP_SEAL, account.totpSecretSealed), figures)
  return step !== null && (await spendTotpStep(tx, account.id, step)) ? 'totp' : null
}

const refused = async (db: Database, account: Account | undefined, refusal: Refusal): Promise<Refusal> => {
  await transact(db, anonymous, (tx) =>
    announce(tx, peopleAnnouncements.signInRefused, {
      actor: anonymous,
      objects: account ? [{ type: 'account', id: account.id }] : [],
      attributes: { why: refusal.code },
    }),
  )
  return refusal
}
