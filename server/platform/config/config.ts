import { z } from 'zod'

const port = (fallback: number) =>
  z.coerce.number('must be a port number').int().min(0).max(65535).default(fallback)

const yes = z.stringbool({ truthy: ['1', 'true', 'yes', 'on'], falsy: ['0', 'false', 'no', 'off'] })

/** Every setting of the environment; docs/configuration.md is generated from the descriptions. */
export const configSchema = z.object({
  PORT: port(3000).describe('Port of the desk and the API.'),
  HOST: z.string().default('127.0.0.1').describe('Address the desk listens on; `0.0.0.0` for all.'),
  BASE_URL: z
    .url()
    .optional()
    .describe(
      'The address people use, e.g. `https://desk.example.org`. Links in mails come only from here. Default: `http://localhost:PORT`.',
    ),
  DATA_DIR: z.string().optional().describe('Where the database and files live. Default: `./data`.'),
  DATABASE_URL: z
    .string()
    .optional()
    .describe('An external PostgreSQL (15 or newer). Default: the embedded one in DATA_DIR.'),
  DATABASE_READ_URL: z.string().optional().describe('A read replica for insight. Default: DATABASE_URL.'),
  DATABASE_LISTEN_URL: z
    .string()
    .optional()
    .describe(
      'A direct connection for LISTEN when DATABASE_URL goes through a transaction-mode pooler. No statement is then kept prepared.',
    ),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe('Database connections per process.'),
  SMTP_PORT: port(2525).describe('Port of the built-in mail listener.'),
  SMTP_HOST: z.string().default('127.0.0.1').describe('Address the mail listener binds to.'),
  SMTP_ENABLED: yes.default(true).describe('Whether this process listens for mail.'),
  SMTP_TLS_CERT: z
    .string()
    .optional()
    .describe(
      'Certificate (PEM file) with which the mail listener offers STARTTLS; a renewed file is used within a minute. Default: no encryption is offered.',
    ),
  SMTP_TLS_KEY: z.string().optional().describe('Private key (PEM file) of SMTP_TLS_CERT.'),
  LMTP_PORT: port(0).describe(
    'Port where a mail server of this machine hands mail over by LMTP; 0 for none.',
  ),
  LMTP_HOST: z.string().default('127.0.0.1').describe('Address the LMTP listener binds to.'),
  MAIL_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(50 * 1024 * 1024)
    .describe('Largest mail that is accepted, in bytes.'),
  MAIL_MAX_RECIPIENTS: z.coerce
    .number()
    .int()
    .min(1)
    .default(100)
    .describe('Most recipients in one SMTP transaction.'),
  SMTP_RELAY: z
    .url({ protocol: /^smtps?$/, hostname: /.+/ })
    .optional()
    .describe(
      'Where mail is handed over when its mailbox has no sending server of its own, e.g. `smtp://user:password@mail.example.org:587`. `smtps:` for TLS from the first byte.',
    ),
  TRUSTED_AUTHSERV_ID: z
    .string()
    .max(255)
    .optional()
    .describe(
      'Name by which your own mail server signs its Authentication-Results header (RFC 8601). What it found out about a sender is shown. It must remove foreign headers with its name.',
    ),
  MAIL_VERIFY: yes
    .default(false)
    .describe(
      'Check the senders of mail that the listener takes by DKIM, SPF and DMARC. Only where the listener is the MX: behind another server use TRUSTED_AUTHSERV_ID.',
    ),
  TRUSTED_ARC_SEALERS: z
    .string()
    .default('')
    .describe(
      'Comma-separated domains whose seal (ARC) is believed when MAIL_VERIFY checks, e.g. of a mailing list.',
    ),
  MAIL_DNS: z
    .string()
    .default('')
    .describe(
      "Comma-separated name servers for MAIL_VERIFY, as `address` or `address:port`. Default: the system's.",
    ),
  UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(50 * 1024 * 1024)
    .describe('Largest uploaded file, in bytes.'),
  FILES: z.enum(['disk', 's3']).default('disk').describe('Where attachments and raw mails are kept.'),
  S3_BUCKET: z.string().optional().describe('Bucket when FILES is `s3`.'),
  S3_ENDPOINT: z.url().optional().describe('Endpoint of an S3-compatible store.'),
  S3_REGION: z.string().default('us-east-1').describe('Region of the bucket.'),
  REGARD_ROLE: z.enum(['all', 'web', 'worker']).default('all').describe('What this process does.'),
  REGARD_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Key for sealed credentials and signed tokens, at least 32 characters. Default: made once and kept in DATA_DIR/secret.',
    ),
  REGARD_PG_FSYNC: yes.default(true).describe('For tests only: `off` lets the embedded database skip fsync.'),
  PGBIN: z.string().optional().describe('Folder of PostgreSQL programs to use instead of the embedded ones.'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .describe('Comma-separated addresses of proxies whose X-Forwarded-For is believed.'),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token for /metrics. Without it only loopback may read them.'),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('How much is logged.'),
  WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(4)
    .describe('Jobs worked on at once per worker process.'),
  UNDO_SECONDS: z.coerce
    .number()
    .min(0)
    .max(60)
    .default(10)
    .describe('Seconds in which a sent reply can be taken back.'),
  DEMO_CASES: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(1_960)
    .describe('Everyday cases around the stories of the demonstration, made at its first start.'),
})

export type Config = z.output<typeof configSchema> & { readonly BASE_URL: string }

/** A setting that cannot be used; the message names it in words an operator understands. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads and checks the settings. Empty values count as not given.
 * @throws ConfigError naming every setting that does not fit.
 */
export const parseConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = configSchema.safeParse(given)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`These settings cannot be used: ${wrong.join('; ')}`)
  }
  return {
    ...parsed.data,
    BASE_URL: (parsed.data.BASE_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/+$/, ''),
  }
}

/** The settings of this process. */
export const configFromEnvironment = (): Config => parseConfig(process.env)
