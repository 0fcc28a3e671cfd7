import type { LocaleMessageDictionary, VueMessageType } from 'vue-i18n'

type Area = LocaleMessageDictionary<VueMessageType>

export type AreaFiles = Record<string, Area>

/** `…/staff-shell.json` holds the words of `staff-shell`. */
export function byArea(files: AreaFiles): Record<string, Area> {
  return Object.fromEntries(
    Object.entries(files).map(([path, area]) => [path.replace(/^.*\/|\.json$/g, ''), area]),
  )
}
