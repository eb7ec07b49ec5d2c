/** What a file is by its bytes. */
import { fileTypeFromBuffer } from 'file-type'
import type { Upload } from './core/kinds.ts'

const CONTROLS = /[\u0000-\u0008\u000B\u000E-\u001F\uFFFE\uFFFF]/u

const isReadable = (bytes: Uint8Array, encoding: string): boolean => {
  try {
    return !CONTROLS.test(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

export const examine = async (name: string, bytes: Uint8Array): Promise<Upload> => {
  const detected = await fileTypeFromBuffer(bytes)
  return {
    name,
    size: bytes.length,
    detectedMediaType: detected?.mime ?? null,
    isText: detected === undefined && (isReadable(bytes, 'utf-8') || isReadable(bytes, 'gb18030')),
  }
}
