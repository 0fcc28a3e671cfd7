import type { LocaleMessageDictionary, VueMessageType } from 'vue-i18n'

type Area = LocaleMessageDictionary<VueMessageType>

const files = import.meta.glob<Area>(['./*.json', '!./staff-*.json'], {
  eager: true,
  import: 'default',
})

/** All areas of this language that residents see, by the name of their file: `{ shell: {…}, booking: {…}, … }`. */
export const words: Record<string, Area> = Object.fromEntries(
  Object.entries(files).map(([path, area]) => [path.slice('./'.length, -'.json'.length), area]),
)
