import * as v from 'valibot'
import type { RequestDraft } from '#client/citizen/requests/request-draft.ts'
import type { Mistakes } from '#client/citizen/requests/useFormErrors.ts'
import type { TopicField } from '#client/citizen/requests/useTopics.ts'
import { fieldErrorWords, isFieldErrorCode } from '#client/lib/error-words.ts'
import { IsoDate } from '#shared/contracts/fields.ts'
import { FreeText } from '#shared/contracts/requests.ts'

type Translate = (key: string, named?: Record<string, string>) => string

const longest = 2000

/** What is wrong with the matter and the answers to the fields of its topic, in the reader's words. */
export function detailMistakes(
  { text, fields: answers, upload }: Pick<RequestDraft, 'text' | 'fields' | 'upload'>,
  fields: readonly TopicField[],
  t: Translate,
): Mistakes {
  const mistakes: Mistakes = {}
  const parsed = v.safeParse(FreeText, text)
  if (!parsed.success) {
    const code = parsed.issues[0].message
    mistakes.text =
      code === 'required'
        ? t('request.details.textMissing')
        : t(fieldErrorWords[isFieldErrorCode(code) ? code : 'invalid'])
  }
  for (const field of fields) {
    const file = upload?.files.find((one) => one.field === field.id)?.id
    const answer = field.type === 'file' ? file : answers[field.id]
    const mistake = fieldMistake(field, (answer ?? '').trim(), t)
    if (mistake) mistakes[`field-${field.id}`] = mistake
  }
  return mistakes
}

function fieldMistake(
  { type, label, required }: TopicField,
  answer: string,
  t: Translate,
): string | null {
  if (!answer) return required ? t('request.details.fieldMissing', { label }) : null
  if (answer.length > longest) return t('errors.field.too-long')
  const isWrongDate = type === 'date' && !v.safeParse(IsoDate, answer).success
  return isWrongDate ? t('errors.field.date-invalid') : null
}
