/** Contents of a fixed length: four bytes that tell how long they are, the contents, zeros. */

const LENGTH_BYTES = 4

/** To a whole number of steps, at least one. */
export const pad = (contents: Uint8Array, step: number): Uint8Array => {
  const padded = new Uint8Array(Math.ceil((LENGTH_BYTES + contents.length) / step) * step)
  new DataView(padded.buffer).setUint32(0, contents.length)
  padded.set(contents, LENGTH_BYTES)
  return padded
}

/** Null where the length does not fit or something stands among the zeros. */
export const unpad = (padded: Uint8Array): Uint8Array | null => {
  if (padded.length < LENGTH_BYTES) return null
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  const end = LENGTH_BYTES + length
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) return null
  return padded.slice(LENGTH_BYTES, end)
}
