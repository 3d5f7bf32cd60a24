import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'

/** Lets the routes of this part of the server take files; elsewhere multipart is refused and costs nothing. */
export const installMultipart = async (app: FastifyInstance, config: Config): Promise<void> => {
  await app.register(multipart, {
    limits: { fileSize: config.UPLOAD_MAX_BYTES, files: 20, fields: 20, parts: 40 },
  })
}
