import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type Problem, platformErrors, Refusal } from '../contract/errors.ts'

const CONNECTION_LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
const DISK_FULL = new Set(['53100', 'ENOSPC'])

/** Fastify's own refusals, in our words. */
const byFastifyCode: Record<string, () => Refusal> = {
  FST_ERR_CTP_BODY_TOO_LARGE: platformErrors.tooLarge,
  FST_REQ_FILE_TOO_LARGE: platformErrors.tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: platformErrors.unsupportedMediaType,
  FST_INVALID_MULTIPART_CONTENT_TYPE: platformErrors.unsupportedMediaType,
}

const fieldsOf = (error: FastifyError): { path: string; message: string }[] =>
  (error.validation ?? []).map((issue) => ({
    path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: issue.message ?? 'does not fit',
  }))

/** PostgreSQL class 08 and 57P0x: the connection or the server went away. */
const isLostConnection = (error: Error & { code?: string; syscall?: string }): boolean =>
  /^(08|57P0)/.test(error.code ?? '') ||
  CONNECTION_LOST.has(error.code ?? '') ||
  // The socket of the database is not there; a missing file of ours is something else.
  (error.code === 'ENOENT' && error.syscall === 'connect') ||
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  )

/** Any thrown thing as a refusal a person can read; null for a defect of ours. */
export const refusalOf = (error: FastifyError): Refusal | null => {
  if (error instanceof Refusal) return error
  if (hasZodFastifySchemaValidationErrors(error)) return platformErrors.invalid({ fields: fieldsOf(error) })
  if (isLostConnection(error)) return platformErrors.unavailable()
  if (DISK_FULL.has(error.code)) return platformErrors.diskFull()
  const known = byFastifyCode[error.code]
  if (known) return known()
  if (error.statusCode === 429) return platformErrors.tooMany()
  return error.statusCode && error.statusCode >= 400 && error.statusCode < 500
    ? platformErrors.invalid()
    : null
}

/** The problem document of a refusal (RFC 9457). */
export const problemOf = (refusal: Refusal): Problem => ({
  type: `/errors/${refusal.code}`,
  title: refusal.message,
  status: refusal.status,
  code: refusal.code,
  ...refusal.extra,
})

const send = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemOf(refusal))

/** Every error leaves as a problem document; a defect is logged and says nothing of its inside. */
export const installProblems = (app: FastifyInstance): void => {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalOf(error)
    if (!refusal) request.log.error({ err: error, requestId: request.id }, 'a request broke')
    return send(reply, refusal ?? platformErrors.broken())
  })
}
