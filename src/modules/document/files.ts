/** The file store that the assembly gives to this module: the bytes of every document lie there under their digest. */
import type { FileStore } from '#platform/files/store.ts'

let attached: FileStore | null = null

export const attachFileStore = (store: FileStore): void => {
  attached = store
}

export const fileStore = (): FileStore => {
  if (!attached) throw new Error('no file store was attached to the document module')
  return attached
}
