/** One process owns a database directory: it makes, starts and stops the database. Others attach as guests. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identityOf, isSameProcess } from './processes.ts'

interface Owner {
  readonly pid: number
  readonly identity: string
}

export interface Ownership {
  /** False: another live process owns the directory. */
  readonly isMine: boolean
  /** Does a live process own the directory now? */
  readonly isHeld: () => boolean
  readonly release: () => void
}

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

const parseOwner = (text: string): Owner | null => {
  try {
    const value = JSON.parse(text) as Partial<Owner>
    return typeof value.pid === 'number' && typeof value.identity === 'string' ? { pid: value.pid, identity: value.identity } : null
  } catch {
    return null
  }
}

const isAlive = (text: string): boolean => {
  const owner = parseOwner(text)
  return owner !== null && isSameProcess(owner.pid, owner.identity)
}

/** A link appears whole or not at all, so nobody ever reads half an owner. */
const linked = (file: string, text: string): boolean => {
  const part = `${file}.${process.pid}`
  writeFileSync(part, text)
  try {
    linkSync(part, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(part, { force: true })
  }
}

/** Takes the dead owner's file away; if a third process was faster, its fresh file is put back. */
const clearDead = (file: string, deadText: string): void => {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const text = readText(aside)
  if (text !== null && text !== deadText) linked(file, text)
  rmSync(aside, { force: true })
}

const ATTEMPTS = 5

export const takeOwnership = (directory: string): Ownership => {
  const file = path.join(directory, 'owner.json')
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) } satisfies Owner)
  const release = () => {
    if (readText(file) === mine) rmSync(file, { force: true })
  }
  const isHeld = () => isAlive(readText(file) ?? '')
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (linked(file, mine)) return { isMine: true, isHeld, release }
    const held = readText(file)
    if (held === null) continue
    if (held === mine || isAlive(held)) break
    clearDead(file, held)
  }
  return { isMine: false, isHeld, release: () => undefined }
}
