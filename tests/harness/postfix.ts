import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { RawSmtp } from './raw-smtp.ts'

/** Debian's mail server, which changes users and so starts as root only; null when it can be used here. */
export const noPostfix: string | null = !existsSync('/usr/lib/postfix/sbin/master')
  ? 'Postfix is not present'
  : process.getuid?.() === 0
    ? null
    : 'Postfix is present and starts as root only'

/** Where Postfix hands mail on, by the domain or address it is for: `smtp:[127.0.0.1]:2525`. */
export type Transports = Readonly<Record<string, string>>

/** A real Postfix on loopback with everything of its own; mail for whom it has no transport it returns. */
export class Postfix {
  readonly port: number
  readonly #folder: string
  #process: ChildProcess | null = null

  private constructor(port: number, folder: string) {
    this.port = port
    this.#folder = folder
  }

  static async start(transports: Transports): Promise<Postfix> {
    const folder = await mkdtemp(join(tmpdir(), 'regard-postfix-'))
    await chmod(folder, 0o755)
    for (const name of ['config', 'queue', 'data']) await mkdir(join(folder, name))
    await chown(join(folder, 'data'), idOf('-u'), idOf('-g'))
    const postfix = new Postfix(await freePort(), folder)
    await writeFile(join(folder, 'config/main.cf'), mainOf(folder, transports))
    await writeFile(join(folder, 'config/master.cf'), `${postfix.port} inet n - n - - smtpd\n${PARTS}`)
    await postfix.#run()
    return postfix
  }

  async #run(): Promise<void> {
    const program = spawn('/usr/sbin/postfix', ['-c', join(this.#folder, 'config'), 'start-fg'], {
      stdio: 'ignore',
    })
    this.#process = program
    for (const end = Date.now() + 30_000; !(await answers(this.port)); ) {
      if (Date.now() > end || program.exitCode !== null)
        throw new Error(`Postfix did not start: ${await this.log()}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** What it wrote down so far. */
  log(): Promise<string> {
    return readFile(join(this.#folder, 'log'), 'utf8').catch(() => '')
  }

  async remove(): Promise<void> {
    const program = this.#process
    this.#process = null
    if (program && program.exitCode === null) {
      const ended = new Promise((resolve) => program.once('exit', resolve))
      // The script that was started has become the master, or is its parent: its own file says who it is.
      const master = Number(
        await readFile(join(this.#folder, 'queue/pid/master.pid'), 'utf8').catch(() => ''),
      )
      if (master > 0) process.kill(master, 'SIGTERM')
      else program.kill('SIGTERM')
      await ended
    }
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

const idOf = (which: '-u' | '-g'): number =>
  Number(execFileSync('id', [which, 'postfix'], { encoding: 'utf8' }))

const answers = async (port: number): Promise<boolean> => {
  const client = await RawSmtp.open(port).catch(() => null)
  client?.close()
  return client !== null
}

const mainOf = (folder: string, transports: Transports): string => `compatibility_level = 3.6
config_directory = ${folder}/config
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/log
maillog_file_prefixes = ${tmpdir()}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.test
mydestination =
mynetworks = 127.0.0.0/8
recipient_delimiter = +
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
transport_maps = inline:{ ${Object.entries(transports)
  .map(([whom, how]) => `{ ${whom} = ${how} }`)
  .join(' ')} }
default_transport = error:5.1.2 nobody here knows that domain
`

const PARTS = `pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
