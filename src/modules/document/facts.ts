/** What the module tells: that a file with this digest exists. Who may read the file reads its facts. */
import { factsOf, figure, text } from '#contract/fact.ts'

export const documentFacts = factsOf('document', {
  stored: { readers: 'either', body: { documentId: text, subject: text, kind: text, name: text, size: figure, sha256: text } },
  linked: { readers: 'either', body: { documentId: text, subject: text, name: text, sha256: text } },
  swept: { readers: 'named', body: { documentId: text, sha256: text } },
})
