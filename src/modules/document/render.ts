/** From a paper to a PDF/A-2b file, byte for byte the same whenever it is made again. */
import { tmpdir } from 'node:os'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { undrawableSigns } from '#kernel/drawable.ts'
import { startOfDay, type Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { auctionRecordSource, type AuctionRecordPaper } from './core/papers/auction-record.ts'
import type { ContractPaper } from './core/papers/contract-data.ts'
import { contractSource } from './core/papers/contract.ts'
import { distributionSource, type DistributionPaper } from './core/papers/distribution.ts'
import { noticeCertificateSource, type NoticeCertificatePaper } from './core/papers/notice-certificate.ts'
import { saleConfirmationSource, type SaleConfirmationPaper } from './core/papers/sale-confirmation.ts'
import { fontFiles } from './font-files.ts'

/** Compilations that a cached result survives unused, so that memory stays bounded. */
const CACHE_AGE = 2

let press: NodeCompiler | null = null

/** Opened at the first paper: a process that prints nothing loads no fonts. */
const openPress = (): NodeCompiler => {
  press ??= NodeCompiler.create({ workspace: tmpdir(), fontArgs: [{ fontBlobs: fontFiles() }] })
  return press
}

/** What comes from people was refused where it was typed; this guards what was taken before, or by another road. */
const print = (source: string, at: Instant): Result<Uint8Array> => {
  const missing = undrawableSigns(source)
  if (missing.length > 0) return refuse('document.glyph_missing', { characters: missing.slice(0, 20).join(' ') })
  const compiler = openPress()
  const bytes = compiler.pdf({ mainFileContent: source }, { pdfStandard: PdfStandard.A_2b, creationTimestamp: Math.floor(at / 1000) })
  compiler.evictCache(CACHE_AGE)
  return ok(new Uint8Array(bytes))
}

export const renderContract = (paper: ContractPaper): Result<Uint8Array> => print(contractSource(paper), startOfDay(paper.draftedOn))

export const renderSaleConfirmation = (paper: SaleConfirmationPaper): Result<Uint8Array> => print(saleConfirmationSource(paper), paper.issuedAt)

export const renderNoticeCertificate = (paper: NoticeCertificatePaper): Result<Uint8Array> => print(noticeCertificateSource(paper), paper.issuedAt)

export const renderDistribution = (paper: DistributionPaper): Result<Uint8Array> => print(distributionSource(paper), startOfDay(paper.draftedOn))

export const renderAuctionRecord = (paper: AuctionRecordPaper): Result<Uint8Array> => print(auctionRecordSource(paper), paper.closedAt)
