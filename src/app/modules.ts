/** The modules of this market, lowest level first. */
import { accountModule } from '#modules/account/index.ts'
import { achievementModule } from '#modules/achievement/index.ts'
import { auctionModule, dutch, english, listed, scored, sealedFirst, sealedSecond } from '#modules/auction/index.ts'
import { complaintModule } from '#modules/complaint/index.ts'
import { contractModule } from '#modules/contract/index.ts'
import { demandModule } from '#modules/demand/index.ts'
import { deskModule } from '#modules/desk/index.ts'
import { documentModule } from '#modules/document/index.ts'
import { evidenceModule } from '#modules/evidence/index.ts'
import { incomeModule, incomeNotices } from '#modules/income/index.ts'
import { indicatorModule } from '#modules/indicator/index.ts'
import { ledgerModule } from '#modules/ledger/index.ts'
import { listingModule, listingNotices, negotiated } from '#modules/listing/index.ts'
import { noticeModule } from '#modules/notice/index.ts'
import { notificationModule } from '#modules/notification/index.ts'
import { panelModule } from '#modules/panel/index.ts'
import { partyModule } from '#modules/party/index.ts'
import { paymentModule } from '#modules/payment/index.ts'
import { rulebookModule } from '#modules/rulebook/index.ts'
import { sealingModule } from '#modules/sealing/index.ts'
import { sessionModule } from '#modules/session/index.ts'
import { titleModule } from '#modules/title/index.ts'
import type { Module } from '#platform/command/module.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Sink } from '#platform/outbox/relay.ts'
import { laterRules } from './later-rules/index.ts'

export interface ModuleOptions {
  /** Offers the make-believe bank. */
  readonly demo: boolean
  readonly files: FileStore
  /** Origin of links in letters. */
  readonly publicUrl: string
  /** Where the log's signing key is kept. */
  readonly dataDirectory: string
  /** Name of the evidence log, part of every checkpoint. */
  readonly origin: string
}

export interface ModuleSet {
  readonly modules: readonly Module[]
  /** What joins the relay's transaction. */
  readonly sinks: readonly Sink[]
}

export const moduleList = ({ demo, files, dataDirectory, origin, publicUrl }: ModuleOptions): ModuleSet => {
  const evidence = evidenceModule({ dataDirectory, origin })
  const rooms: readonly Module[] = [
    partyModule({ publicUrl }),
    accountModule({ publicUrl, parts: () => all.flatMap(({ personal = [] }) => personal) }),
    ledgerModule,
    documentModule({ files }),
    noticeModule({ kinds: [...Object.values(listingNotices), ...Object.values(incomeNotices)] }),
    sealingModule,
    panelModule,
    paymentModule({ demo }),
    complaintModule,
    achievementModule,
    titleModule,
    demandModule,
    listingModule({ methods: [english, listed, dutch, sealedFirst, sealedSecond, scored, negotiated] }),
    auctionModule,
    contractModule,
    incomeModule,
    sessionModule({ publicUrl }),
    indicatorModule,
  ]
  // Who decides by rules brings them; the rulebook lays them.
  const below = [evidence.module, rulebookModule(rooms, laterRules), ...rooms]
  // It tells of all others, in their words.
  const notification = notificationModule({ publicUrl, messages: below.map(({ messages }) => messages) })
  const all = [...below, deskModule(below), notification]
  return {
    modules: all,
    sinks: [evidence.sink],
  }
}
