import { computed, type ComputedRef } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import { api } from '#client/lib/api.ts'
import type { MailboxList } from '#shared/contracts/tenants.ts'

type Mailbox = MailboxList['mailboxes'][number]

/** The functional addresses of the municipality: the owners of entries. */
export function useMailboxes(): {
  mailboxes: ComputedRef<Mailbox[]>
  mailboxName: (id: string) => string
} {
  const { slug } = useTenant()
  const { lang } = useLanguage()
  const { data } = useLoad(() => api.mailboxes(slug.value, lang.value), [slug, lang])
  const mailboxes = computed(() => data.value?.mailboxes ?? [])
  return {
    mailboxes,
    mailboxName: (id) => mailboxes.value.find(({ slug }) => slug === id)?.name ?? id,
  }
}
