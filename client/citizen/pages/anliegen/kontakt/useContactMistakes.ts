import { useI18n } from 'vue-i18n'
import { contactErrors, contactFields } from '#client/citizen/appointments/contact-errors.ts'
import type { Mistakes } from '#client/citizen/requests/useFormErrors.ts'
import { useRequestDraft } from '#client/citizen/requests/useRequestDraft.ts'
import { fieldErrorWords } from '#client/lib/error-words.ts'
import type { FieldErrorCode } from '#shared/contracts/fields.ts'

/** The fields of this page that the server may refuse, as it names them. */
export const refusedFields: readonly string[] = [...contactFields, 'window']

/** What is wrong with the contact, in the reader's words and in the order of the page. */
export function useContactMistakes() {
  const { t } = useI18n()
  const draft = useRequestDraft()

  const missing: Record<string, string> = {
    phone: 'request.contact.phoneMissing',
    window: 'request.contact.windowMissing',
    name: 'errors.missing.name',
    email: 'errors.missing.email',
  }
  const wordsFor = (field: string, code: FieldErrorCode) =>
    t((code === 'required' && missing[field]) || fieldErrorWords[code])

  function mistakes(): Mistakes {
    const { contact, replyBy, window } = draft
    const found: Mistakes = {}
    const errors = contactErrors(contact)
    if (replyBy === 'callback') {
      if (!window) found.window = wordsFor('window', 'required')
      const phone = contact.phone.trim() ? errors.phone : 'required'
      if (phone) found.phone = wordsFor('phone', phone)
    }
    if (errors.name) found.name = wordsFor('name', errors.name)
    if (errors.email) found.email = wordsFor('email', errors.email)
    return found
  }

  return { mistakes, wordsFor }
}
