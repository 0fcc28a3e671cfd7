import { requestApi } from '#client/lib/request-api.ts'
import type { RequestTopics } from '#shared/contracts/requests.ts'
import { tenantResource } from '../tenant/tenant-resource.ts'

export type RequestTopic = RequestTopics['topics'][number]
export type TopicField = RequestTopic['fields'][number]

const topics = tenantResource((slug, lang) => requestApi.topics(slug, lang))

/** The matters people often write about, and what has to be known of each; null until they are known. */
export const useTopics = () => topics.use().value
