import type { ServiceText } from '#shared/contracts/entries.ts'

/**
 * What XZuFi 2.2 calls the parts of a service: the namespace of the standard, the code list of its
 * text modules (`urn:de:xzufi:codeliste:leistungstextmodulleika`) and which of them is which of ours.
 */
export const namespace = 'http://xoev.de/schemata/xzufi/2_2_0'
export const textModuleList = 'urn:de:xzufi:codeliste:leistungstextmodulleika'

export type ListField = 'about' | 'prerequisites' | 'documents' | 'steps'

/** Modules that are lists of lines here. */
export const listModules: readonly [code: string, field: ListField][] = [
  ['06', 'about'],
  ['08', 'documents'],
  ['09', 'prerequisites'],
  ['11', 'steps'],
]
/** The official name, and the one for residents, which goes first. */
export const titleModules = ['03', '02'] as const
export const legalModule = '07'
/** The short text, where there is no teaser. */
export const teaserModules = ['24', '05'] as const
/** Holds links to read on. */
export const linksModule = '15'

export type XzufiText = Partial<ServiceText>
