import * as v from 'valibot'
import { AppError } from '#server/errors.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import { type FieldErrorCode, IsoDate, type Language } from '#shared/contracts/fields.ts'
import type { Topic, TopicField } from '#shared/contracts/request-settings.ts'
import type { AnsweredField, PlaceRequest, RequestTopics } from '#shared/contracts/requests.ts'
import type { ResidentRequest } from './requests.queries.ts'

/** What the municipality asks about its topics, in the reader's language. */
export function describeTopics(municipality: Municipality, lang: Language): RequestTopics {
  const { requests, mailboxes } = municipality.file
  return {
    topics: requests.topics.map(({ id, name, hint, mailbox, service, fields }) => ({
      slug: id,
      name: inLanguage(name, lang),
      hint: hint ? inLanguage(hint, lang) : null,
      mailbox: {
        slug: mailbox,
        name: inLanguage(mailboxes.find((known) => known.id === mailbox)!.name, lang),
      },
      service: describeService(municipality, service, lang),
      fields: fields.map((field) => ({
        id: field.id,
        type: field.type,
        label: inLanguage(field.label, lang),
        hint: field.hint ? inLanguage(field.hint, lang) : null,
        required: field.required,
        choices: (field.choices ?? []).map((choice) => ({
          id: choice.id,
          name: inLanguage(choice.name, lang),
        })),
      })),
    })),
  }
}

function describeService({ services }: Municipality, id: string | undefined, lang: Language) {
  const service = id === undefined ? undefined : services.get(id)
  return service ? { slug: service.id, title: inLanguage(service.text, lang).title } : null
}

export function topicOf({ file }: Municipality, id: string | null | undefined): Topic | undefined {
  return file.requests.topics.find((topic) => topic.id === id)
}

/** The name of the topic of a request; null without one, or once it is gone. */
export function topicNameOf(
  municipality: Municipality,
  { topic_id: id }: Pick<ResidentRequest, 'topic_id'>,
  lang: Language,
): string | null {
  const topic = topicOf(municipality, id)
  return topic ? inLanguage(topic.name, lang) : null
}

/**
 * The answers to the fields of a topic, as they are kept.
 * @throws AppError 'invalid-input' with every field that is wrong
 */
export function checkAnswers(
  municipality: Municipality,
  wish: Pick<PlaceRequest, 'topic' | 'fields' | 'attachments'>,
): Record<string, string> {
  const topic = topicOf(municipality, wish.topic)
  const problems: Record<string, FieldErrorCode> = {}
  if (wish.topic !== undefined && !topic) problems.topic = 'unknown-value'
  const fields = topic?.fields ?? []
  for (const id of Object.keys(wish.fields)) {
    if (!fields.some((field) => field.id === id)) problems[`fields.${id}`] = 'unknown-key'
  }
  for (const { field } of wish.attachments) {
    const isKnown = fields.some(({ id, type }) => id === field && type === 'file')
    if (field !== undefined && !isKnown) problems.attachments = 'unknown-value'
  }
  const answers: Record<string, string> = {}
  for (const field of fields) {
    const answer = wish.fields[field.id] ?? ''
    const problem =
      field.type === 'file' ? fileProblem(field, wish.attachments) : answerProblem(field, answer)
    if (problem) problems[`fields.${field.id}`] = problem
    else if (answer !== '' && field.type !== 'file') answers[field.id] = answer
  }
  if (Object.keys(problems).length > 0) throw new AppError('invalid-input', { fields: problems })
  return answers
}

function answerProblem(field: TopicField, answer: string): FieldErrorCode | null {
  if (answer === '') return field.required ? 'required' : null
  switch (field.type) {
    case 'text':
    case 'place':
      if (answer.includes('\n')) return 'invalid'
      return answer.length > 200 ? 'too-long' : null
    case 'date':
      return v.is(IsoDate, answer) ? null : 'date-invalid'
    case 'choice':
      return field.choices?.some(({ id }) => id === answer) ? null : 'unknown-value'
    case 'longtext':
    case 'file':
      return null
  }
}

function fileProblem(
  { id, required }: TopicField,
  attachments: PlaceRequest['attachments'],
): FieldErrorCode | null {
  const isThere = attachments.some(({ field }) => field === id)
  return required && !isThere ? 'required' : null
}

/** What was answered, in words; fields that the topic no longer has keep their answers. */
export function answersOf(
  municipality: Municipality,
  { topic_id: topicId, fields }: Pick<ResidentRequest, 'topic_id' | 'fields'>,
  lang: Language,
): AnsweredField[] {
  if (fields === null) return []
  const topic = topicOf(municipality, topicId)
  const answers = Object.entries(JSON.parse(fields) as Record<string, string>)
  return answers.map(([id, answer]) => {
    const field = topic?.fields.find((known) => known.id === id)
    const choice = field?.choices?.find((known) => known.id === answer)
    return {
      id,
      label: field ? inLanguage(field.label, lang) : id,
      value: choice ? inLanguage(choice.name, lang) : inWords(field, answer, lang),
    }
  })
}

function inWords(field: TopicField | undefined, answer: string, lang: Language): string {
  if (field?.type !== 'date') return answer
  const format = new Intl.DateTimeFormat(lang === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${answer}T00:00:00Z`))
}
