import { readonly, ref } from 'vue'

const failed = ref<string | null>(null)
const storageKey = 'loaded-again-for'

/**
 * The code of a page could not be fetched: either there is no connection, or a newer version of the
 * app is on the server and the old files are gone. Then loading the page as a whole helps, once.
 */
export function navigationFailed(path: string | null): void {
  if (path === null) {
    failed.value = null
    return
  }
  if (navigator.onLine && !wasLoadedAgain(path)) location.assign(path)
  else failed.value = path
}

function wasLoadedAgain(path: string): boolean {
  try {
    const isSecondTime = sessionStorage.getItem(storageKey) === path
    sessionStorage.setItem(storageKey, path)
    return isSecondTime
  } catch {
    return true
  }
}

/** The address that could not be opened, for the notice that offers to try again. */
export function useFailedNavigation() {
  return readonly(failed)
}
