/** From a paper to a PDF/A-2b file, byte for byte the same whenever it is made again. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { startOfDay, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { coverageOf, missingCharacters, type Coverage } from './core/fonts.ts'
import { auctionRecordSource, type AuctionRecordPaper } from './core/papers/auction-record.ts'
import type { ContractPaper } from './core/papers/contract-data.ts'
import { contractSource } from './core/papers/contract.ts'
import { distributionSource, type DistributionPaper } from './core/papers/distribution.ts'
import { noticeCertificateSource, type NoticeCertificatePaper } from './core/papers/notice-certificate.ts'
import { saleConfirmationSource, type SaleConfirmationPaper } from './core/papers/sale-confirmation.ts'

interface Press {
  readonly compiler: NodeCompiler
  /** Every weight must have the glyph: a datum may stand in bold. */
  readonly fonts: readonly Coverage[]
}

const FONT_FILES = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf']
/** Compilations that a cached result survives unused, so that memory stays bounded. */
const CACHE_AGE = 2

let press: Press | null = null

/** Opened at the first paper: a process that prints nothing loads no fonts. */
const openPress = (): Press => {
  if (press) return press
  const require = createRequire(import.meta.url)
  const blobs = FONT_FILES.map((file) => readFileSync(require.resolve(`@expo-google-fonts/noto-sans-sc/${file}`)))
  press = {
    compiler: NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: blobs }] }),
    fonts: blobs.map(coverageOf),
  }
  return press
}

const print = (source: string, at: Instant): Result<Uint8Array> => {
  const { compiler, fonts } = openPress()
  const missing = [...new Set(fonts.flatMap((font) => missingCharacters(source, [font])))]
  if (missing.length > 0) return refuse('document.glyph_missing', { characters: missing.slice(0, 20).join(' ') })
  const bytes = compiler.pdf({ mainFileContent: source }, { pdfStandard: PdfStandard.A_2b, creationTimestamp: Math.floor(at / 1000) })
  compiler.evictCache(CACHE_AGE)
  return ok(new Uint8Array(bytes))
}

export const renderContract = (paper: ContractPaper): Result<Uint8Array> => print(contractSource(paper), startOfDay(paper.draftedOn))

export const renderSaleConfirmation = (paper: SaleConfirmationPaper): Result<Uint8Array> => print(saleConfirmationSource(paper), paper.issuedAt)

export const renderNoticeCertificate = (paper: NoticeCertificatePaper): Result<Uint8Array> => print(noticeCertificateSource(paper), paper.issuedAt)

export const renderDistribution = (paper: DistributionPaper): Result<Uint8Array> => print(distributionSource(paper), startOfDay(paper.draftedOn))

export const renderAuctionRecord = (paper: AuctionRecordPaper): Result<Uint8Array> => print(auctionRecordSource(paper), paper.closedAt)
