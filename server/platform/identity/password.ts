import { hash, verify } from '@node-rs/argon2'

// Argon2id, the library's own choice of algorithm, at OWASP's first choice of cost: about 50 ms and 19 MiB a check.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The same password typed on two keyboards may arrive in two Unicode forms. */
const canonical = (password: string): string => password.normalize('NFKC')

/** The text to keep: argon2id with its own salt and cost. */
export const hashPassword = (password: string): Promise<string> => hash(canonical(password), cost)

const nobody = hashPassword('nobody has this password').catch(() => '')

/**
 * Checks a password. For an account that does not exist, or has no password yet, it works just as long and
 * answers false, so that the answer does not tell who is here.
 */
export const passwordFits = async (hashed: string | null, password: string): Promise<boolean> => {
  const fits = await verify(hashed ?? (await nobody), canonical(password))
  return fits && hashed !== null
}
