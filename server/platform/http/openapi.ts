import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** Collects every route registered after it into one OpenAPI 3.1 document, from the schemas that validate. */
export const installOpenApi = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Regard',
        version: '1',
        description:
          'Everything the desk does. Errors are problem documents (RFC 9457); lists page by `after`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'An API token with scopes.' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'regard',
            description: 'A person signed in at the desk.',
          },
        },
      },
      security: [{ token: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
  })
}
