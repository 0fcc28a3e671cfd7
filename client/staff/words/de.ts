import { words as shared } from '#client/i18n/de/index.ts'
import { type AreaFiles, byArea } from './by-area.ts'

const files: AreaFiles = import.meta.glob(
  ['#client/i18n/de/staff-*.json', '../../i18n/de/on-demand/{appointment,catalogue}.json'],
  {
    eager: true,
    import: 'default',
  },
)

/** The residents' words and, besides, those of the staff's pages. */
export const words = { ...shared, ...byArea(files) }
