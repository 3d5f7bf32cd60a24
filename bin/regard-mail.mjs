#!/usr/bin/env node
// Hands one mail from standard input to a running desk, for a mail server that pipes: `regard-mail support@example.org`.
// It ends as mail servers expect (sysexits.h): when the desk is away the mail server keeps the mail and tries again.
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

const OK = 0
const USAGE = 64
const BAD_MAIL = 65
const NO_SUCH_USER = 67
const TRY_LATER = 75

const end = (code, words) => {
  if (words) process.stderr.write(`${words}\n`)
  process.exit(code)
}

/** The desk's listener, from REGARD_SMTP=host:port. */
const listener = () => {
  const [, host, port] = /^(.+):(\d+)$/.exec(process.env.REGARD_SMTP ?? '127.0.0.1:2525') ?? []
  if (!host) end(USAGE, 'REGARD_SMTP must be host:port, as 127.0.0.1:2525.')
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

const read = () => {
  try {
    const { values, positionals } = parseArgs({
      options: { from: { type: 'string', short: 'f', default: '' } },
      allowPositionals: true,
    })
    if (positionals.length > 0 && positionals.every((address) => /^[^\s<>]+@[^\s<>]+$/.test(address)))
      return { from: values.from.replace(/^<|>$/g, ''), to: positionals }
  } catch {
    // Said below.
  }
  return end(USAGE, 'Usage: regard-mail [-f SENDER] RECIPIENT... < mail')
}

/** Pipes bring lines that end with LF alone, and mbox's first line; SMTP wants CR LF and no such line. */
const asSmtpText = (bytes) =>
  Buffer.from(
    bytes
      .toString('latin1')
      .replace(/^From .*\r?\n/, '')
      .replace(/\r?\n|\r/g, '\r\n'),
    'latin1',
  )

/** How the mail server is to take an answer: 4xx and silence are for later, an unknown address is the sender's. */
const codeOf = (error) => {
  const answer = error.rejectedErrors?.[0] ?? error
  if (!(answer.responseCode >= 500)) return TRY_LATER
  return answer.command === 'RCPT TO' ? NO_SUCH_USER : BAD_MAIL
}

const envelope = read()
const connection = new SMTPConnection({ ...listener(), ignoreTLS: true, connectionTimeout: 30_000 })
const text = asSmtpText(await buffer(process.stdin))
const fail = (error) =>
  end(codeOf(error), `The desk did not take this mail: ${error.response ?? error.message}`)
connection.once('error', fail)
connection.connect((error) => {
  if (error) return fail(error)
  connection.send(envelope, text, (refusal, info) => {
    if (refusal) return fail(refusal)
    // Some were taken: said so by the first that was not, as one exit code must do for all.
    if (info.rejectedErrors?.length) return fail(info.rejectedErrors[0])
    connection.quit()
    end(OK)
  })
})
