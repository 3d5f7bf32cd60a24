import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** Debian's IMAP server; tests that need it say that it "is not present" where it is not installed. */
export const hasDovecot = existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap')
export const hasDovecotLmtp = hasDovecot && existsSync('/usr/lib/dovecot/lmtp')

export const IMAP_PASSWORD = 'imap-test-password'
const NOBODY = 65534

/** A real IMAP server on loopback: every user has an inbox and the same password. */
export class Dovecot {
  readonly port: number
  /** Where other mail servers hand mail over to it (LMTP), when it was started to take it; else 0. */
  readonly lmtpPort: number
  readonly #folder: string
  #process: ChildProcess | null = null

  private constructor(folder: string, port: number, lmtpPort: number) {
    this.port = port
    this.lmtpPort = lmtpPort
    this.#folder = folder
  }

  /** @param tokensAt whom an OAuth2 token stands for is asked there; users sign in by XOAUTH2 and OAUTHBEARER then */
  static async start({ takesMail = false, tokensAt = '' } = {}): Promise<Dovecot> {
    const folder = await mkdtemp(join(tmpdir(), 'regard-dovecot-'))
    await chmod(folder, 0o755)
    const mail = join(folder, 'mail')
    await mkdir(mail)
    const isRoot = process.getuid?.() === 0
    if (isRoot) await chown(mail, NOBODY, NOBODY)
    const dovecot = new Dovecot(folder, await freePort(), takesMail ? await freePort() : 0)
    const lmtp = takesMail ? lmtpOf(dovecot.lmtpPort) : ''
    const tokens = tokensAt ? tokensOf(folder) : ''
    if (tokensAt) await writeFile(join(folder, 'oauth2.conf'), oauth2Of(tokensAt))
    await writeFile(join(folder, 'dovecot.conf'), configOf(folder, dovecot.port, isRoot) + tokens + lmtp)
    await dovecot.run()
    return dovecot
  }

  /** Starts it (again) and waits until it answers. */
  async run(): Promise<void> {
    const program = spawn('/usr/sbin/dovecot', ['-F', '-c', join(this.#folder, 'dovecot.conf')], {
      stdio: 'ignore',
    })
    this.#process = program
    for (const end = Date.now() + 15_000; !(await answers(this.port)); ) {
      if (Date.now() > end || program.exitCode !== null)
        throw new Error(
          `Dovecot did not start: ${await readFile(join(this.#folder, 'log'), 'utf8').catch(() => '')}`,
        )
    }
  }

  /** Ends it, with all its connections. */
  async halt(): Promise<void> {
    const program = this.#process
    this.#process = null
    if (!program || program.exitCode !== null) return
    const ended = new Promise((resolve) => program.once('exit', resolve))
    program.kill('SIGTERM')
    await ended
  }

  /** The Maildir of a user, as it lies on the disk. */
  maildirOf(user: string): string {
    return join(this.#folder, 'mail', user)
  }

  async remove(): Promise<void> {
    await this.halt()
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (there: boolean) => () => {
      socket.destroy()
      setTimeout(() => resolve(there), there ? 0 : 100)
    }
    socket.once('data', end(true)).once('error', end(false)).once('close', end(false))
  })

const configOf = (folder: string, port: number, isRoot: boolean): string => {
  const user = isRoot ? 'nobody' : userInfo().username
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [userInfo().uid, userInfo().gid]
  return `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
protocols = imap
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${isRoot ? 'nogroup' : gid}
first_valid_uid = 1
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
passdb {
  driver = static
  args = password=${IMAP_PASSWORD}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%u
}
mail_location = maildir:${folder}/mail/%u
`
}

const lmtpOf = (port: number): string => `protocols = imap lmtp
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${port}
  }
}
`

const tokensOf = (folder: string): string => `auth_mechanisms = plain xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}
`

const oauth2Of = (tokensAt: string): string => `introspection_url = ${tokensAt}
introspection_mode = get
username_attribute = username
active_attribute = active
active_value = true
`
