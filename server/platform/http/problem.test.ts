import type { FastifyError } from 'fastify'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { platformErrors } from '../contract/errors.ts'
import { connect } from '../db/pool.ts'
import { problemOf, refusalOf } from './problem.ts'

const thrown = (message: string, more: object = {}) => Object.assign(new Error(message), more) as FastifyError

describe('an error becomes words for a person', () => {
  test.each([
    ['a database that is being shut down', { code: '57P01' }, 503],
    ['a database that starts up', { code: '57P03' }, 503],
    ['a broken connection to it', { code: '08006' }, 503],
    ['nothing listening', { code: 'ECONNREFUSED' }, 503],
    ['a socket that is not there', { code: 'ENOENT', syscall: 'connect' }, 503],
    ['a full disk of the database', { code: '53100' }, 507],
    ['a full disk of ours', { code: 'ENOSPC' }, 507],
    ['a body that is too large', { code: 'FST_ERR_CTP_BODY_TOO_LARGE', statusCode: 413 }, 413],
    ['an upload that is too large', { code: 'FST_REQ_FILE_TOO_LARGE', statusCode: 413 }, 413],
    ['another media type', { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }, 415],
    ['too many requests', { statusCode: 429 }, 429],
    ['broken JSON', { code: 'FST_ERR_CTP_INVALID_JSON_BODY', statusCode: 400 }, 400],
  ])('%s', (_what, more, status) => {
    expect(refusalOf(thrown('inside words', more))?.status).toBe(status)
    expect(refusalOf(thrown('inside words', more))?.message).not.toContain('inside words')
  })

  test.each([
    ['Connection terminated unexpectedly'],
    ['timeout exceeded when trying to connect'],
    ['Client has encountered a connection error and is not queryable'],
  ])('a pool that says "%s" means the database', (message) => {
    expect(refusalOf(thrown(message))?.code).toBe('platform.unavailable')
  })

  test.each([
    ['a missing file of ours', { code: 'ENOENT', syscall: 'open' }],
    ['a broken rule of the database', { code: '23505' }],
    ['a wrong statement', { code: '42601' }],
    ['an answer of our own framework', { statusCode: 500 }],
    ['a plain mistake', {}],
  ])('%s is a defect, and said to be none of theirs', (_what, more) => {
    expect(refusalOf(thrown('inside words', more))).toBeNull()
  })

  test('a database that really is not there', async () => {
    const { db, close } = connect('postgres://regard@127.0.0.1:1/regard', 1, 'test')
    const error = await db
      .selectFrom('settings')
      .selectAll()
      .execute()
      .catch((reason) => reason)
    await close()
    expect(refusalOf(error)?.code).toBe('platform.unavailable')
  })

  test('a message of the database that only speaks of a connection stays a defect', () => {
    const error = new pg.DatabaseError('value too long: Connect me', 1, 'error')
    expect(refusalOf(error as unknown as FastifyError)).toBeNull()
  })
})

test('a problem document names code, status and words, and carries what the refusal adds', () => {
  const fields = [{ path: 'name', message: 'must not be empty' }]
  expect(problemOf(platformErrors.invalid({ fields }))).toEqual({
    type: '/errors/platform.invalid',
    title: 'Something in the request does not fit. See the fields named here.',
    ...{ status: 400, code: 'platform.invalid', fields },
  })
})
