/**
 * The draw (抽签) among equals: who comes first is told by a secret that was committed to before the first bid and is published after the
 * last, so that nobody can choose it afterwards and anybody can do it again.
 */
import type { Sha256 } from '#kernel/merkle.ts'

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const digest = (sha256: Sha256, ascii: string): string => hex(sha256(Uint8Array.from(ascii, (character) => character.charCodeAt(0))))

/** What is published beforehand. */
export const commitmentOf = (sha256: Sha256, secret: string): string => digest(sha256, secret)

/** The numbers in the order of the draw: by the digest of `secret:number`, the lowest first. */
export const drawn = (sha256: Sha256, secret: string, numbers: readonly number[]): readonly number[] =>
  numbers
    .map((number) => ({ number, lot: digest(sha256, `${secret}:${number}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ number }) => number)
