import { describeRoute, resolver } from 'hono-openapi'
import type * as v from 'valibot'
import { type ErrorCode } from '#shared/contracts/error-codes.ts'
import { ErrorBody } from '#shared/contracts/errors.ts'
import { statusOf } from '#server/errors.ts'

interface RouteDescription {
  summary: string
  tag: string
  status?: 200 | 201
  answer: v.GenericSchema
  /** Of the answer; JSON if left out. */
  type?: string
  errors?: ErrorCode[]
  parameters?: { name: string; in: 'header' | 'path'; required: boolean; description: string }[]
}

/** Says in the OpenAPI document what a route does, answers and refuses. */
export function describe(route: RouteDescription) {
  const errors: ErrorCode[] = [...(route.errors ?? []), 'internal']
  const byStatus = Map.groupBy(errors, (code) => statusOf[code])
  const content = (schema: v.GenericSchema, type = 'application/json') => ({
    [type]: { schema: resolver(schema, { errorMode: 'ignore' }) },
  })
  return describeRoute({
    summary: route.summary,
    tags: [route.tag],
    ...(route.parameters && {
      parameters: route.parameters.map((parameter) => ({
        ...parameter,
        schema: { type: 'string' as const },
      })),
    }),
    responses: {
      [route.status ?? 200]: {
        description: route.summary,
        content: content(route.answer, route.type),
      },
      ...Object.fromEntries(
        [...byStatus].map(([status, codes]) => [
          status,
          { description: codes.join(', '), content: content(ErrorBody) },
        ]),
      ),
    },
  })
}
