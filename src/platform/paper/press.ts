/** From a paper to a PDF/A-2b file, byte for byte the same whenever it is made again. */
import { tmpdir } from 'node:os'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { undrawableSigns } from '#kernel/drawable.ts'
import { fontFiles } from './font-files.ts'
import type { Paper } from './sheet.ts'

/** Compilations that a cached result survives unused, so that memory stays bounded. */
const CACHE_AGE = 2

let press: NodeCompiler | null = null

/** Opened at the first paper: a process that prints nothing loads no fonts. */
const openPress = (): NodeCompiler => {
  press ??= NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: fontFiles() }] })
  return press
}

export type Printed = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly undrawable: readonly string[] }

/** What comes from people was refused where it was typed; the check here guards what was taken before, or by another road: no paper has boxes for letters. */
export const print = ({ source, at }: Paper): Printed => {
  const undrawable = undrawableSigns(source)
  if (undrawable.length > 0) return { ok: false, undrawable }
  const compiler = openPress()
  const bytes = compiler.pdf({ mainFileContent: source }, { pdfStandard: PdfStandard.A_2b, creationTimestamp: Math.floor(at / 1000) })
  compiler.evictCache(CACHE_AGE)
  return { ok: true, bytes: new Uint8Array(bytes) }
}
