import type { Language } from '#shared/contracts/fields.ts'
import type { StaffMail } from '../mails.ts'

/** What one kind of mail to the staff says. */
interface StaffKindWords {
  subject: (municipality: string) => string
  preview: string
  title: string
  /** One string a paragraph. */
  intro: (municipality: string) => string[]
  button: string
  /** Under the button, one string a paragraph. */
  afterButton: string[]
}

export const staffWords: Record<Language, Record<StaffMail['kind'], StaffKindWords>> = {
  de: {
    'staff-activation': {
      subject: (municipality) => `Ihr Zugang bei ${municipality}`,
      preview: 'Wählen Sie ein Kennwort, dann können Sie sich anmelden.',
      title: 'Ihr Zugang ist vorbereitet',
      intro: (municipality) => [
        `für Ihre Arbeit bei ${municipality} ist ein Zugang zum Rathauslotsen vorbereitet. Wählen Sie ein Kennwort, dann können Sie sich anmelden.`,
      ],
      button: 'Kennwort wählen',
      afterButton: [
        'Der Link gilt 14 Tage und nur einmal. Danach kann Ihre Verwaltung Ihnen einen neuen schicken.',
        'Sie haben damit nicht gerechnet? Dann antworten Sie bitte kurz auf diese E-Mail.',
      ],
    },
    'staff-reset': {
      subject: () => 'Neues Kennwort für den Rathauslotsen',
      preview: 'Der Link gilt eine Stunde.',
      title: 'Ein neues Kennwort wählen',
      intro: () => [
        'jemand hat für Ihren Zugang ein neues Kennwort angefordert. Wenn Sie das waren, wählen Sie es jetzt.',
      ],
      button: 'Neues Kennwort wählen',
      afterButton: [
        'Der Link gilt eine Stunde und nur einmal. Mit dem neuen Kennwort werden Sie auf allen Geräten abgemeldet.',
        'Sie waren das nicht? Dann müssen Sie nichts tun: Ihr Kennwort bleibt, wie es ist.',
      ],
    },
    'staff-added': {
      subject: (municipality) => `Sie arbeiten jetzt auch für ${municipality}`,
      preview: 'Melden Sie sich an wie bisher.',
      title: 'Eine weitere Kommune',
      intro: (municipality) => [
        `Sie können im Rathauslotsen jetzt auch für ${municipality} arbeiten. Melden Sie sich an wie bisher, und wählen Sie oben die Kommune.`,
      ],
      button: 'Zum Rathauslotsen',
      afterButton: [],
    },
  },
  en: {
    'staff-activation': {
      subject: (municipality) => `Your access at ${municipality}`,
      preview: 'Choose a password, then you can sign in.',
      title: 'Your access is ready',
      intro: (municipality) => [
        `Access to Rathauslotse has been prepared for your work at ${municipality}. Choose a password, then you can sign in.`,
      ],
      button: 'Choose a password',
      afterButton: [
        'The link is valid for 14 days and works once. After that your administration can send you a new one.',
        'You did not expect this? Then please send a short reply to this e-mail.',
      ],
    },
    'staff-reset': {
      subject: () => 'A new password for Rathauslotse',
      preview: 'The link is valid for one hour.',
      title: 'Choose a new password',
      intro: () => [
        'Somebody has asked for a new password for your account. If it was you, choose it now.',
      ],
      button: 'Choose a new password',
      afterButton: [
        'The link is valid for one hour and works once. A new password signs you out on all devices.',
        'It was not you? Then there is nothing to do: your password stays as it is.',
      ],
    },
    'staff-added': {
      subject: (municipality) => `You now work for ${municipality}, too`,
      preview: 'Sign in as before.',
      title: 'One municipality more',
      intro: (municipality) => [
        `In Rathauslotse you can now work for ${municipality}, too. Sign in as before and choose the municipality at the top.`,
      ],
      button: 'Open Rathauslotse',
      afterButton: [],
    },
  },
}
