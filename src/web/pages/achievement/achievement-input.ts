/** What each form of the achievement's desk page sends. */
import type { Api } from '../../contract.ts'
import type { CallOptions } from '../../shell/calls.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { declareHoldersFrom } from '../title/holders-input.ts'
import { declareOriginFrom } from '../title/origin-input.ts'
import type { FormReader } from '../../shell/form-reader.ts'

interface Sent {
  readonly id: string
  readonly form: FormReader
  readonly call: CallOptions
}

type Assessment = Parameters<Api['achievement']['assess']>[0]
type Asked = Parameters<Api['title']['askFirstRefusal']>[0]
type Burden = Parameters<Api['title']['recordEncumbrance']>[0]

/** The end of a day in Beijing, for periods given by their last day. */
const endOf = (date: string | undefined): string | null => (date === undefined ? null : `${date}T23:59:59+08:00`)

const ACTS: Readonly<Record<string, (api: Api, sent: Sent) => Promise<unknown>>> = {
  withdraw: (api, { id, call }) => api.achievement.withdraw({ id }, call),
  confirm: (api, { id, call }) => api.achievement.confirmContribution({ id, accepts: true }, call),
  contest: (api, { id, form, call }) => api.achievement.confirmContribution({ id, accepts: false, remark: form.text('remark') }, call),
  assess: (api, { id, form, call }) =>
    api.achievement.assess(
      { id, decision: form.text('decision') as Assessment['decision'], note: form.text('note'), dueOn: form.optional('dueOn') ?? null },
      call,
    ),
  return: (api, { id, form, call }) => api.achievement.returnToResearcher({ id, reason: form.text('reason') }, call),
  approve: (api, { id, call }) => api.achievement.approve({ id }, call),
  sendBack: (api, { id, form, call }) => api.achievement.sendBack({ id, reason: form.text('reason') }, call),
  filing: (api, { id, form, call }) => api.achievement.recordFiling({ id, number: form.text('number') }, call),
  link: (api, { id, form, call }) => api.achievement.linkCompleter({ id, position: form.int('position'), personId: form.text('personId') }, call),
  ask: (api, { id, form, call }) =>
    api.title.askFirstRefusal(
      {
        achievementId: id,
        terms: form.text('terms'),
        silenceBasis: form.text('silenceBasis'),
        priceMinor: form.optionalAmount('priceMinor') ?? null,
        shareBasisPoints: form.optional('shareBasisPoints') === undefined ? null : form.basisPoints('shareBasisPoints'),
        precedence: form.text('precedence') as Asked['precedence'],
      },
      call,
    ),
  cancel: (api, { form, call }) => api.title.cancelFirstRefusal({ id: form.text('askId'), reason: form.text('reason') }, call),
  burden: async (api, { id, form, call }) =>
    api.title.recordEncumbrance(
      {
        achievementId: id,
        kind: form.text('kind') as Burden['kind'],
        note: form.text('note'),
        inFavourOf: form.text('inFavourOf'),
        to: endOf(form.optional('to')),
        paperDocumentId: await keepFile(api, { form, name: 'paper', kind: 'proof' }),
      },
      call,
    ),
  holders: declareHoldersFrom,
  origin: declareOriginFrom,
  originOwn: (api, { id, call }) => api.title.declareOrigin({ achievementId: id, kind: 'own' }, call),
  objectToFiling: (api, { id, form, call }) => api.title.objectToFiling({ achievementId: id, reason: form.text('reason') }, call),
  withdrawFilingObjection: (api, { id, call }) => api.title.withdrawFilingObjection({ achievementId: id }, call),
  giveUpShare: (api, { id, form, call }) => api.title.giveUpShare({ achievementId: id, note: form.text('note') }, call),
  consent: (api, { id, call }) => api.title.consent({ achievementId: id }, call),
}

/** Burdens have a form each, so that a refusal finds its own. */
const LIFT = /^lift:(enc_[0-9a-z]+)$/

export const runAchievementAct = async (api: Api, sent: Sent): Promise<null> => {
  const intent = sent.form.text('intent')
  const lifted = LIFT.exec(intent)?.[1]
  if (lifted !== undefined) await api.title.liftEncumbrance({ id: lifted, reason: sent.form.text('reason') }, sent.call)
  else {
    const act = Object.hasOwn(ACTS, intent) ? ACTS[intent] : undefined
    if (!act) throw new Response(null, { status: 400 })
    await act(api, sent)
  }
  return null
}
