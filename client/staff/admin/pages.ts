/** The pages of the administration, in the order of its menu: last part of the address, and words. */
export const adminPages = [
  { path: '', words: 'staff-admin.nav.overview' },
  { path: 'standorte', words: 'staff-admin.nav.offices' },
  { path: 'schliessungen', words: 'staff-admin.nav.closures' },
  { path: 'leistungen', words: 'staff-admin.nav.services' },
  { path: 'postfaecher', words: 'staff-admin.nav.mailboxes' },
  { path: 'einstellungen', words: 'staff-admin.nav.settings' },
  { path: 'zahlen', words: 'staff-admin.nav.figures' },
  { path: 'team', words: 'staff-admin.nav.team' },
  { path: 'protokoll', words: 'staff-audit.title' },
] as const
