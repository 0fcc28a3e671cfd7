import { computed, reactive, type Ref } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { ApiError } from '#client/lib/api.ts'
import { requestApi } from '#client/lib/request-api.ts'
import type { Upload, UploadedFile } from './request-draft.ts'
import { problemBefore, uploadProblemOf, type UploadProblem } from './upload-problem.ts'

/** A file on its way, or one that did not arrive. */
export interface Sending {
  key: number
  file: File
  field?: string
  /** 0 to 1. */
  share: number
  problem: UploadProblem | null
}

let keys = 0

/** Uploads files one after the other into a draft at the server, and takes them out again. */
export function useUpload(upload: Ref<Upload | null>) {
  const { slug } = useTenant()
  const sending = reactive<Sending[]>([])
  let turn = Promise.resolve()

  const count = () => (upload.value?.files.length ?? 0) + sending.length

  /** The draft at the server; a new one where the last is over, which has taken its files along. */
  async function openDraft(): Promise<Upload> {
    const known = upload.value
    if (known && Date.parse(known.until) > Date.now()) return known
    const opened = { ...(await requestApi.draftUpload(slug.value)), files: [] }
    upload.value = opened
    return opened
  }

  async function put(one: Sending, done: (file: UploadedFile) => void) {
    if (!sending.includes(one)) return
    try {
      const opened = await openDraft()
      const tell = (share: number) => (one.share = share)
      const attachment = await requestApi.upload(slug.value, opened.draft, one.file, tell)
      const file = { ...attachment, label: one.file.name, ...(one.field && { field: one.field }) }
      // The same file a second time is no second file.
      const others = (upload.value ?? opened).files.filter(({ id }) => id !== file.id)
      upload.value = { ...opened, files: [...others, file] }
      drop(one)
      done(file)
    } catch (error) {
      if (error instanceof ApiError && error.code === 'link-expired') upload.value = null
      one.problem = uploadProblemOf(error)
    }
  }

  function queue(one: Sending, done: (file: UploadedFile) => void) {
    one.problem = null
    one.share = 0
    turn = turn.then(() => put(one, done))
    return turn
  }

  /** @param done told of each file that has arrived */
  function add(files: Iterable<File>, field: string | undefined, done: (f: UploadedFile) => void) {
    for (const file of files) {
      const problem = problemBefore(file, count())
      const one = reactive<Sending>({
        key: ++keys,
        file,
        share: 0,
        problem,
        ...(field && { field }),
      })
      sending.push(one)
      if (!problem) void queue(one, done)
    }
  }

  function drop(one: Sending) {
    const index = sending.indexOf(one)
    if (index >= 0) sending.splice(index, 1)
  }

  /** Takes a file out again; whether the server heard of it or not, it is not sent. */
  function remove(id: string) {
    if (!upload.value) return
    const { draft, files } = upload.value
    upload.value = { ...upload.value, files: files.filter((file) => file.id !== id) }
    void requestApi.discard(slug.value, draft, id).catch(() => {})
  }

  return {
    sending,
    isBusy: computed(() => sending.some(({ problem }) => problem === null)),
    add,
    again: queue,
    drop,
    remove,
  }
}
