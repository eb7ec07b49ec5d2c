/** Which packages the built server takes in, and which it asks for when it runs. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

export const readManifest = (root: string): Manifest => JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest

/** Held together by `overrides` in package.json: taken in as they are here. */
const TAKEN_IN = /^(?:better-auth|@better-auth\/.*|@orpc\/.*|fastify|@fastify\/.*)$/

export const outsidePackages = (root: string): readonly string[] => Object.keys(readManifest(root).dependencies).filter((name) => !TAKEN_IN.test(name))
