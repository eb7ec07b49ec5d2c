/** The modules of this market, lowest level first. */
import type { Module } from '#platform/command/module.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Sink } from '#platform/outbox/relay.ts'

export interface ModuleOptions {
  /** Offers the make-believe bank. */
  readonly demo: boolean
  readonly files: FileStore
  /** Where the log's signing key is kept. */
  readonly dataDirectory: string
  /** Name of the evidence log, part of every checkpoint. */
  readonly origin: string
}

const ORDER = ['evidence', 'rulebook', 'party', 'ledger', 'notice', 'document', 'achievement', 'title', 'demand', 'listing', 'auction', 'contract', 'income', 'indicator']

// While the house is being built, a module that is not there yet is left out.
export const moduleList = async (options: ModuleOptions): Promise<{ modules: readonly Module[]; sinks: readonly Sink[] }> => {
  const modules: Module[] = []
  const sinks: Sink[] = []
  for (const name of ORDER) {
    const url = new URL(`../modules/${name}/index.ts`, import.meta.url)
    const { existsSync } = await import('node:fs')
    if (!existsSync(url)) continue
    try {
      const loaded = (await import(url.href)) as Record<string, unknown>
      const made = loaded[`${name}Module`]
      const module = typeof made === 'function' ? await (made as (o: ModuleOptions) => unknown)(options) : made
      if (module && typeof module === 'object' && 'module' in module) {
        modules.push((module as { module: Module }).module)
        sinks.push((module as { sink: Sink }).sink)
      } else if (module) modules.push(module as Module)
    } catch (error) {
      console.warn(`module ${name} is not ready: ${(error as Error).message}`)
    }
  }
  return { modules, sinks }
}
