/** Where the picture of a municipality's coat of arms is; `crest` is its name or already an address. */
export function crestAddress(crest: string): string {
  return crest.includes('/') ? crest : `/crests/${crest}.svg`
}
