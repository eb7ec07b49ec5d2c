/** Operations of achievements: disclosure, assessment, catalogue, import. */
import { FIELDS } from '#kernel/field.ts'
import { z } from 'zod'
import { fileInput, importReport } from '#contract/import.ts'
import { command, query } from '#contract/operation.ts'
import {
  actsShape,
  amountInput,
  amountOutput,
  basisPoints,
  bilingualInput,
  bilingualShape,
  dateShape,
  idShape,
  instantOutput,
  pageInput,
  pageOf,
} from '#contract/shapes.ts'
import { ACHIEVEMENT_ACTS } from './core/acts.ts'
import { CONTENT_REFUSALS } from './core/content.ts'
import { ACHIEVEMENT_STATES } from './core/lifecycle.ts'
import {
  ATTRIBUTES,
  CHAINS,
  CONFIRMATIONS,
  DECISIONS,
  EVALUATION_FORMS,
  FORMS,
  FUNDING_SOURCES,
  IP_KINDS,
  LEVELS,
  MATURITIES,
  MODES,
  OFFERS,
  RESULT_TYPES,
  SECRECIES,
  STAGES,
} from './core/words.ts'

const TAG = 'achievement'
export const MAX_TITLE = 200
export const MAX_ABSTRACT = 2000
export const MAX_USE = 200
const MAX_NOTE = 1000
const MAX_CONFIDENTIAL = 4000
const MAX_REASON = 500
const MAX_DRAFT_CHARACTERS = 60_000
const MAX_COMPLETERS = 50
const MAX_PATENTS = 20

export const achievementId = idShape('ach')
const personId = idShape('per')
const organisationId = z.string().max(60)
const words = (max: number) => z.string().trim().max(max).default('')
const optionalText = (max: number) => z.object({ zh: z.string().trim().max(max), en: z.string().trim().max(max) }).default({ zh: '', en: '' })
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

const registrationInput = z.object({
  number: z.string().trim().max(40).nullable().default(null),
  registeredOn: dateShape.nullable().default(null),
  recommendingUnit: z.string().trim().max(120).nullable().default(null),
  startedOn: month.nullable().default(null),
  endedOn: month.nullable().default(null),
  resultType: z.enum(RESULT_TYPES).nullable().default(null),
  evaluationForm: z.enum(EVALUATION_FORMS).nullable().default(null),
  attribute: z.enum(ATTRIBUTES).nullable().default(null),
  stage: z.enum(STAGES).nullable().default(null),
  level: z.enum(LEVELS).nullable().default(null),
})

const contentInput = {
  title: bilingualInput(MAX_TITLE),
  abstract: bilingualInput(MAX_ABSTRACT),
  use: optionalText(MAX_USE),
  keywords: z.array(z.string().trim().min(1).max(30)).max(10).default([]),
  completers: z.array(z.object({ personId, shareBasisPoints: basisPoints, isMain: z.boolean(), isRepresentative: z.boolean() })).max(MAX_COMPLETERS),
  fundingSource: z.enum(FUNDING_SOURCES).default('own'),
  projectNumber: words(60),
  priorDisclosures: z
    .array(z.object({ date: dateShape, note: z.string().trim().min(1).max(200) }))
    .max(10)
    .default([]),
  trl: z.coerce.number().int().min(1).max(9),
  form: z.enum(FORMS),
  ipKind: z.enum(IP_KINDS),
  patentNumbers: z.array(z.string().trim().min(1).max(30)).max(MAX_PATENTS).default([]),
  field: z.enum(FIELDS),
  chains: z.array(z.enum(CHAINS)).max(3).default([]),
  ipc: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[A-H]\d{2}[A-Z]( ?\d{1,4}\/\d{2,6})?$/),
    )
    .max(10)
    .default([]),
  /** GB/T 4754: letter and two to four digits. */
  industryCode: z
    .string()
    .trim()
    .regex(/^[A-T]\d{2,4}$/)
    .nullable()
    .default(null),
  thirdPartyRights: words(MAX_REASON),
  secrecy: z.enum(SECRECIES).default('public'),
  confidentialNote: words(MAX_CONFIDENTIAL),
  marketNote: words(MAX_NOTE),
  modes: z.array(z.enum(MODES)).max(MODES.length),
  priceMinMinor: amountInput.nullable().default(null),
  priceMaxMinor: amountInput.nullable().default(null),
  isServiceAchievement: z.boolean().default(true),
  registration: registrationInput.default(() => registrationInput.parse({})),
}

const facetValue = z.object({ value: z.string(), count: z.number().int(), label: bilingualShape.nullable() })
const FACETS = ['field', 'chain', 'maturity', 'mode', 'institution', 'ipKind', 'region'] as const

const cardShape = z.object({
  id: achievementId,
  catalogueNumber: z.string().nullable(),
  state: z.enum(ACHIEVEMENT_STATES),
  offer: z.enum(OFFERS),
  title: bilingualShape,
  use: bilingualShape,
  institutionId: organisationId,
  institutionName: bilingualShape,
  region: z.string().nullable(),
  field: z.enum(FIELDS).nullable(),
  maturity: z.enum(MATURITIES).nullable(),
  trl: z.number().int().nullable(),
  ipKind: z.enum(IP_KINDS).nullable(),
  modes: z.array(z.enum(MODES)),
  priceMinMinor: amountOutput.nullable(),
  priceMaxMinor: amountOutput.nullable(),
  cataloguedAt: instantOutput.nullable(),
  changedAt: instantOutput,
})

const deskCardShape = cardShape.extend({
  source: z.enum(['disclosed', 'imported']),
  decision: z.enum(DECISIONS).nullable(),
  decisionDueOn: dateShape.nullable(),
  createdByName: z.string(),
  disclosedAt: instantOutput.nullable(),
  returnReason: z.string().nullable(),
  unconfirmed: z.number().int(),
  /** The viewer is a completer who has not yet said yes or no to the own share. */
  awaitsMyConfirmation: z.boolean(),
})

const completerShape = z.object({ name: z.string(), isMain: z.boolean(), isRepresentative: z.boolean() })

const recordShape = cardShape.extend({
  abstract: bilingualShape,
  keywords: z.array(z.string()),
  form: z.enum(FORMS),
  chains: z.array(z.enum(CHAINS)),
  ipc: z.array(z.string()),
  industryCode: z.string().nullable(),
  patents: z.array(z.object({ number: z.string(), kind: z.enum(['invention', 'utility', 'design']), isGranted: z.boolean() })),
  fundingSource: z.enum(FUNDING_SOURCES),
  marketNote: z.string(),
  isServiceAchievement: z.boolean(),
  registration: z.object({
    number: z.string().nullable(),
    registeredOn: z.string().nullable(),
    recommendingUnit: z.string().nullable(),
    startedOn: z.string().nullable(),
    endedOn: z.string().nullable(),
    resultType: z.enum(RESULT_TYPES).nullable(),
    evaluationForm: z.enum(EVALUATION_FORMS).nullable(),
    attribute: z.enum(ATTRIBUTES).nullable(),
    stage: z.enum(STAGES).nullable(),
    level: z.enum(LEVELS).nullable(),
  }),
  source: z.enum(['disclosed', 'imported']),
  disclosedAt: instantOutput.nullable(),
  completers: z.array(completerShape),
  lotId: z.string().nullable(),
  contractId: z.string().nullable(),
  /** Only for the institution and the completers. */
  confidential: z
    .object({
      completers: z.array(
        completerShape.extend({
          position: z.number().int(),
          personId: z.string().nullable(),
          shareBasisPoints: z.number().int(),
          confirmation: z.enum(CONFIRMATIONS),
          remark: z.string(),
        }),
      ),
      projectNumber: z.string(),
      priorDisclosures: z.array(z.object({ date: z.string(), note: z.string() })),
      thirdPartyRights: z.string(),
      secrecy: z.enum(SECRECIES),
      confidentialNote: z.string(),
      decision: z.enum(DECISIONS).nullable(),
      decisionNote: z.string(),
      decisionDueOn: dateShape.nullable(),
      returnReason: z.string().nullable(),
      assessedBy: z.string().nullable(),
      approvedBy: z.string().nullable(),
    })
    .nullable(),
  /** What this viewer may do now. */
  acts: actsShape(ACHIEVEMENT_ACTS),
})

const ofAchievement = z.object({ id: achievementId })
const stateAnswer = z.object({ achievementId, state: z.enum(ACHIEVEMENT_STATES) })
const NOT_FOUND = 'achievement.not_found'
const WRONG_STATE = 'achievement.wrong_state'
const reason = z.string().trim().min(1).max(MAX_REASON)

const BEGINNING = [NOT_FOUND, WRONG_STATE, 'achievement.forbidden', 'achievement.too_many_undecided'] as const
/** In a title. */
const titleInput = z.string().trim().max(80).optional()

export const achievementContract = {
  saveDraft: command({
    path: '/achievement-drafts',
    summary: 'Keep a disclosure that is not complete yet.',
    tag: TAG,
    access: ['researcher'],
    refusals: [...BEGINNING, 'achievement.draft_too_large'],
  })
    .input(
      z.object({
        id: achievementId.optional(),
        institutionId: organisationId.optional(),
        values: z.record(z.string().max(80), z.union([z.string().max(MAX_DRAFT_CHARACTERS), z.array(z.string().max(200)).max(60)])),
      }),
    )
    .output(stateAnswer),

  disclose: command({
    path: '/achievements',
    summary: 'Disclose an achievement to the transfer office of your institution.',
    tag: TAG,
    access: ['researcher'],
    refusals: [...BEGINNING, 'achievement.completer_unknown', 'achievement.already_known', ...CONTENT_REFUSALS],
  })
    .input(z.object({ id: achievementId.optional(), institutionId: organisationId.optional(), ...contentInput }))
    .output(stateAnswer),

  withdraw: command({
    path: '/achievements/{id}/withdrawal',
    summary: 'Take a disclosure back into your drafts.',
    tag: TAG,
    access: ['researcher'],
    refusals: [NOT_FOUND, WRONG_STATE],
  })
    .input(ofAchievement)
    .output(stateAnswer),

  confirmContribution: command({
    path: '/achievements/{id}/contribution',
    summary: 'Confirm or contest your own share.',
    tag: TAG,
    access: 'signed-in',
    refusals: [NOT_FOUND, WRONG_STATE, 'achievement.already_confirmed', 'achievement.remark_missing'],
  })
    .input(ofAchievement.extend({ accepts: z.boolean().default(true), remark: z.string().trim().max(MAX_REASON).default('') }))
    .output(stateAnswer.extend({ confirmation: z.enum(CONFIRMATIONS) })),

  returnToResearcher: command({
    path: '/achievements/{id}/return',
    summary: 'Return a disclosure for completion.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE],
  })
    .input(ofAchievement.extend({ reason }))
    .output(stateAnswer),

  assess: command({
    path: '/achievements/{id}/assessment',
    summary: 'Decide what is to become of a disclosure; another person must approve.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, 'achievement.due_date_past'],
  })
    .input(ofAchievement.extend({ decision: z.enum(DECISIONS), note: words(MAX_NOTE), dueOn: dateShape.nullable().default(null) }))
    .output(stateAnswer),

  approve: command({
    path: '/achievements/{id}/approval',
    summary: 'Approve an assessment made by another person.',
    tag: TAG,
    access: ['approver', 'tto'],
    refusals: [NOT_FOUND, WRONG_STATE, 'achievement.maker_may_not_approve', 'achievement.contribution_unconfirmed', 'achievement.contribution_contested'],
  })
    .input(ofAchievement)
    .output(stateAnswer.extend({ catalogueNumber: z.string().nullable() })),

  sendBack: command({
    path: '/achievements/{id}/approval-refusal',
    summary: 'Send an assessment back to the transfer office.',
    tag: TAG,
    access: ['approver', 'tto'],
    refusals: [NOT_FOUND, WRONG_STATE, 'achievement.maker_may_not_approve'],
  })
    .input(ofAchievement.extend({ reason }))
    .output(stateAnswer),

  recordFiling: command({
    path: '/achievements/{id}/filing',
    summary: 'Put the application number on file; the achievement is catalogued.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, WRONG_STATE, 'achievement.patent_number_malformed', 'achievement.patent_check_digit', 'achievement.patent_twice'],
  })
    .input(ofAchievement.extend({ number: z.string().trim().min(1).max(30) }))
    .output(stateAnswer.extend({ catalogueNumber: z.string().nullable() })),

  linkCompleter: command({
    path: '/achievements/{id}/completers',
    summary: 'Link a completer of an imported record to an account.',
    tag: TAG,
    access: ['tto'],
    refusals: [NOT_FOUND, 'achievement.completer_unknown', 'achievement.completer_name_differs', 'achievement.already_linked', 'achievement.completer_twice'],
  })
    .input(ofAchievement.extend({ position: z.coerce.number().int().min(0).max(MAX_COMPLETERS), personId }))
    .output(stateAnswer),

  importAchievements: command({
    path: '/achievement-imports',
    summary: 'Take registered achievements from a CSV or XLSX file.',
    tag: TAG,
    access: ['tto', 'clerk'],
    refusals: [
      'achievement.file_type',
      'achievement.file_too_large',
      'achievement.file_unreadable',
      'achievement.file_too_much',
      'achievement.file_headings',
      'achievement.file_heading_twice',
      'achievement.file_too_many_rows',
      'rulebook.too_many_imports',
    ],
  })
    .input(fileInput)
    .output(importReport),

  list: query({ path: '/achievements', summary: 'The public catalogue.', tag: TAG, access: 'public', refusals: ['achievement.cursor_invalid'] })
    .input(
      z.object({
        ...pageInput,
        q: z.string().trim().max(200).optional(),
        field: z.enum(FIELDS).optional(),
        chain: z.enum(CHAINS).optional(),
        maturity: z.enum(MATURITIES).optional(),
        mode: z.enum(MODES).optional(),
        institution: organisationId.optional(),
        ipKind: z.enum(IP_KINDS).optional(),
        region: z
          .string()
          .regex(/^\d{6}$/)
          .optional(),
        offer: z.enum(OFFERS).optional(),
        sort: z.enum(['newest', 'maturity', 'price']).default('newest'),
      }),
    )
    .output(pageOf(cardShape).extend({ facets: z.record(z.enum(FACETS), z.array(facetValue)) })),

  get: query({
    path: '/achievements/{id}',
    summary: 'One achievement; confidential parts only for its institution and completers.',
    tag: TAG,
    wireName: 'byId',
    access: 'public',
    refusals: [NOT_FOUND],
  })
    .input(ofAchievement)
    .output(recordShape),

  similar: query({
    path: '/achievements/{id}/similar',
    summary: 'Catalogued achievements with the most words in common.',
    tag: TAG,
    access: 'public',
    refusals: [NOT_FOUND],
  })
    .input(ofAchievement)
    .output(z.object({ items: z.array(cardShape) })),

  mine: query({ path: '/desk/achievements', summary: 'Achievements that you disclosed or completed.', tag: TAG, access: 'signed-in' })
    .input(z.object({ ...pageInput, state: z.enum(ACHIEVEMENT_STATES).optional(), q: titleInput }))
    .output(pageOf(deskCardShape)),

  drafts: {
    get: query({
      path: '/achievement-drafts/{id}',
      summary: 'The kept values of your draft.',
      tag: TAG,
      wireName: 'draft',
      access: ['researcher'],
      refusals: [NOT_FOUND],
    })
      .input(ofAchievement)
      .output(
        z.object({
          achievementId,
          state: z.enum(ACHIEVEMENT_STATES),
          returnReason: z.string().nullable(),
          values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
          savedAt: instantOutput,
          acts: actsShape(ACHIEVEMENT_ACTS),
        }),
      ),
  },

  waiting: query({
    path: '/tto/achievements',
    summary: 'Achievements of your institution by state; waiting ones first by default.',
    tag: TAG,
    wireName: 'inbox',
    access: ['tto', 'approver'],
  })
    .input(z.object({ ...pageInput, state: z.enum(ACHIEVEMENT_STATES).optional(), q: titleInput }))
    .output(pageOf(deskCardShape)),
}
