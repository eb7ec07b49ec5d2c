/** Moves the market's demo clock and comes back to the page. Exists only where the demo clock does. */
import { data, redirect } from 'react-router'
import type { Route } from './+types/demo-clock.ts'
import { localPath, isLang } from '../i18n/lang.ts'
import { appContext } from './context.ts'

/** The story's longest statutory wait is 30 working days; nobody needs to jump further at once. */
const MAX_STEP_MS = 62 * 86_400_000

const stepOf = (text: FormDataEntryValue | null): number | 'next' | null => {
  if (text === 'next') return text
  const ms = Number(text)
  return Number.isSafeInteger(ms) && ms > 0 && ms <= MAX_STEP_MS ? ms : null
}

export const action = async ({ request, context, params }: Route.ActionArgs) => {
  const { demo, advanceDemoClock } = context.get(appContext)
  if (!demo.enabled || !advanceDemoClock) throw data(null, 404)
  const form = await request.formData()
  const step = stepOf(form.get('step'))
  if (step === null) throw data(null, 400)
  await advanceDemoClock(step)
  const back = String(form.get('back') ?? '')
  // Only paths of this site: `//host` and `/\host` would leave it.
  return redirect(/^\/(zh|en)([/?][^\\]*)?$/.test(back) ? back : localPath(isLang(params.lang) ? params.lang : 'zh', '/'))
}

export const loader = ({ params }: Route.LoaderArgs) => redirect(`/${params.lang}`)
