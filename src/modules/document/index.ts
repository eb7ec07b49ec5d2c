/** Documents: files by their digest, who may read them, and the papers that other rooms write. */
import { declareModule, type Module } from '#platform/command/module.ts'
import type { FileStore } from '#platform/files/store.ts'
import { personal } from './personal.ts'
import { documentContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { attachFileStore } from './files.ts'
import { documentFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'
import { reactions } from './reactions.ts'
import { sweeping } from './migrations/0002_sweeping.ts'
import { signingPages } from './migrations/0003_signing_pages.ts'
import { sessionPapers } from './migrations/0004_session_papers.ts'
import { routes } from './routes.ts'
import { tasks } from './sweeping.ts'
import { documentRules } from './rules.ts'

export { documentById, documentsOf, keepPaper, linkDocuments, printPaper, type PaperMade } from './doors.ts'

export const documentModule = ({ files }: { readonly files: FileStore }): Module => {
  attachFileStore(files)
  return declareModule({
    name: 'document',
    contract: documentContract,
    personal,
    commands,
    queries,
    reactions,
    facts: documentFacts,
    messages: { zh, en, refusals },
    tasks,
    rules: documentRules,
    migrations: [initial, sweeping, signingPages, sessionPapers],
    checks,
    routes,
  })
}
