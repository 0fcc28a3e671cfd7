import { useI18n } from 'vue-i18n'
import type { AppointmentView } from '#shared/contracts/appointments.ts'

/** „Reisepass beantragen (2 Personen)“, one a service of an appointment. */
export function useServiceLines() {
  const { t } = useI18n()
  const serviceLines = (services: AppointmentView['services']): string[] =>
    services.map(({ title, persons }) =>
      persons > 1 ? `${title} (${t('booking.count.persons', persons)})` : title,
    )
  return { serviceLines }
}
