import type { AppointmentWords } from './appointment-words.ts'
import { sharedWords } from './shared-words.ts'

const { time } = sharedWords.en

export const appointmentWordsEn = {
  persons: (count) => (count === 1 ? '1 person' : `${count}\u00a0people`),
  minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
  when: 'When',
  duration: 'Duration',
  where: 'Where',
  what: 'What for',
  reference: 'Your appointment number',
  referenceHint: 'Please have this number ready when you come or call.',
  documents: 'Please bring with you',
  fees: 'Fees',
  kinds: {
    confirm: {
      subject: (moment) => `Please confirm your appointment: ${moment}`,
      preview: (_, { holdUntil }) =>
        holdUntil
          ? `We are keeping the appointment for you until ${time(holdUntil)}.`
          : 'The appointment is yours once you have confirmed it.',
      title: 'Please confirm your appointment',
      intro: ({ holdUntil }) => [
        holdUntil
          ? `We are keeping this appointment for you until ${time(holdUntil)}. Please confirm it by then.`
          : 'We are keeping this appointment for you. Please confirm it.',
      ],
      button: 'Confirm appointment',
      afterButton: ({ holdUntil }) => [
        holdUntil
          ? `If you do not confirm it, we will release the appointment at ${time(holdUntil)}. There is nothing else you need to do.`
          : 'If you do not confirm it, we will release the appointment.',
        'You did not book an appointment? Then somebody entered your address by mistake. You can simply delete this e-mail.',
      ],
    },
    confirmed: {
      subject: (moment) => `Your appointment is confirmed: ${moment}`,
      preview: (_, { reference, office }) => `Appointment number ${reference} · ${office.name}`,
      title: 'Your appointment is confirmed',
      intro: () => ['Your appointment is settled. We look forward to seeing you.'],
      button: 'View or change appointment',
      afterButton: () => [
        'You will find the QR code for the reception desk there. You can also move or cancel the appointment.',
        'Please do not pass the link on: whoever has it can change your appointment.',
        'The attached calendar file adds the appointment to your calendar.',
      ],
    },
    moved: {
      subject: (moment) => `Your appointment has been moved: ${moment}`,
      preview: (_, { reference, office }) => `Appointment number ${reference} · ${office.name}`,
      title: 'Your appointment has been moved',
      intro: () => [
        'Your appointment has a new time. Only the details below are valid now; the earlier appointment no longer exists.',
      ],
      button: 'View or change appointment',
      afterButton: () => [
        'You will find the QR code for the reception desk there. You can also move the appointment again or cancel it.',
        'Please do not pass the link on: whoever has it can change your appointment.',
        'The attached calendar file replaces the earlier entry in your calendar.',
      ],
    },
    cancelled: {
      subject: (moment) => `Your appointment is cancelled: ${moment}`,
      preview: (moment) => `The appointment on ${moment} will not take place.`,
      title: 'Your appointment is cancelled',
      intro: () => [
        'This appointment will not take place. Please remember to delete it from your calendar.',
      ],
      button: 'Book a new appointment',
      afterButton: () => [],
    },
    reminder: {
      subject: (moment) => `Reminder of your appointment: ${moment}`,
      preview: (_, { reference, office }) => `Appointment number ${reference} · ${office.name}`,
      title: 'Reminder of your appointment',
      intro: () => [
        'This is a reminder of your appointment.',
        'Can you no longer come? Please cancel, so that somebody else can have the appointment.',
      ],
      button: 'View or cancel appointment',
      afterButton: () => [
        'You will also find the QR code for the reception desk there.',
        'Please do not pass the link on: whoever has it can change your appointment.',
      ],
    },
  },
} satisfies AppointmentWords
