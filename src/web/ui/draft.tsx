/**
 * A draft of the form around it: what is typed is kept on the server, and the form is drawn with what was typed before. Stands inside the form, around
 * its fields: `<ActionForm …><Draft form="demand" basis={demand}>fields</Draft></ActionForm>`. Without scripts it keeps nothing and disturbs nothing.
 */
import { IconCloudCheck } from '@tabler/icons-react'
import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { formatInstant, formatTime } from '../i18n/dates.ts'
import { inLang, localPath, texts, useLang, useSay } from '../i18n/lang.ts'
import { loginThen } from '../pages/account/addresses.ts'
import type { Address } from '../i18n/place.ts'
import { draftPlace } from '../shell/draft-place.ts'
import { useVisit } from '../shell/market.ts'
import { openKeeper, type Draft as Kept, type Keeper, type KeptState } from './draft-keeper.ts'
import styles from './draft.module.css'
import { FormContext, useFormState } from './form.tsx'

const text = texts({
  zh: {
    idle: '边填边存：刷新、返回或换一台设备，所填内容都在。',
    saving: '正在保存…',
    saved: '已存 {time}',
    failed: '暂未保存，稍后自动重试。',
    restored: '已填入您 {when} 填写、尚未提交的内容。',
    changed: '此后记录已有变动，提交前请逐项核对。',
    elsewhere: '此表单在另一窗口或设备上也填写过（{time}）。',
    take: '改用那里的内容',
    over: '另一窗口或设备上填写的内容已由这里的内容取代。',
    loggedOut: '您的登录已失效，最近填写的内容还没有保存，请不要关闭本页。',
    login: '在新窗口登录，再回到这里',
    drop: '放弃草稿',
  },
  en: {
    idle: 'Saved as you type: a refresh, going back or another device loses nothing.',
    saving: 'Saving…',
    saved: 'Saved {time}',
    failed: 'Not saved yet; it will be tried again.',
    restored: 'Filled in with what you typed on {when} and did not send.',
    changed: 'The record has changed since; check every line before you send it.',
    elsewhere: 'This form was also filled in in another window or on another device ({time}).',
    take: 'Take what was typed there',
    over: 'What was typed in another window or on another device has been replaced by what stands here.',
    loggedOut: 'You are logged out, and what you typed last is not saved yet; please leave this page open.',
    login: 'Log in in a new window, then come back here',
    drop: 'Discard draft',
  },
})

interface DraftProps {
  /** Name of the form on its page; with the id of the record where a page has several. */
  readonly form: string
  /** The record that the form is drawn from: a draft made from another state of it says so. */
  readonly basis?: unknown
  /** Fields that are not kept, beside those that never are (`isKeepable`). */
  readonly except?: readonly string[]
  readonly children: ReactNode
}

const NONE: readonly string[] = []
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** Tells two states of a record apart; no more is needed, and nothing is proved by it. */
const digestOf = (basis: unknown): string => {
  if (basis === undefined || basis === null) return ''
  let hash = FNV_OFFSET
  for (const sign of JSON.stringify(basis)) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), FNV_PRIME)
  return (hash >>> 0).toString(16)
}

/** The keeper of the form in which `box` stands; it goes on when the form is refused. */
const useKeeper = (spec: Omit<Parameters<typeof openKeeper>[1], 'onState'>, refusal: unknown) => {
  const box = useRef<HTMLDivElement>(null)
  const keeper = useRef<Keeper>(null)
  const given = useRef(spec)
  const [state, setState] = useState<KeptState | null>(null)
  useEffect(() => {
    const form = box.current?.closest('form')
    if (!form) return undefined
    keeper.current = openKeeper(form, { ...given.current, onState: setState })
    setState({ kind: 'idle' })
    return () => keeper.current?.stop()
  }, [])
  useEffect(() => {
    if (refusal) keeper.current?.goOn()
  }, [refusal])
  return { box, keeper, state }
}

export const Draft = ({ form, basis, except = NONE, children }: DraftProps) => {
  const say = useSay(text)
  const { pathname } = useLocation()
  const place = draftPlace(pathname)
  const given = useVisit().drafts?.find((draft) => draft.form === form) ?? null
  // What the page was drawn with stays: a reading of the page in between must not write into what is being typed.
  const [shown, setShown] = useState<{ readonly draft: Kept | null; readonly round: number }>({ draft: given, round: 0 })
  const around = useFormState()
  const digest = digestOf(basis)
  const { box, keeper, state } = useKeeper({ place, form, basis: digest, version: given?.version ?? 0, except }, around.refusal)
  const show = (draft: Kept | null) => setShown(({ round }) => ({ draft, round: round + 1 }))
  const values = around.refusal ? around.values : (shown.draft?.typed ?? around.values)
  return (
    <FormContext value={{ ...around, values }}>
      <input type="hidden" name="draft.place" value={place} />
      <input type="hidden" name="draft.form" value={form} />
      {shown.draft ? <Restored at={shown.draft.savedAt} isChanged={shown.draft.basis !== digest} /> : null}
      <Fragment key={shown.round}>{children}</Fragment>
      <div ref={box} className={styles.sign}>
        <p role="status">
          <StateWords state={state} hasDraft={shown.draft !== null} onTake={() => void keeper.current?.readElsewhere().then(show)} />
        </p>
        {state !== null && (shown.draft !== null || state.kind === 'saved') ? (
          <button type="button" className={styles.link} onClick={() => void keeper.current?.drop().then((isDropped) => isDropped && show(null))}>
            {say('drop')}
          </button>
        ) : null}
      </div>
    </FormContext>
  )
}

const Restored = ({ at, isChanged }: { readonly at: string; readonly isChanged: boolean }) => {
  const say = useSay(text)
  return (
    <p className={styles.restored}>
      {say('restored', { when: formatInstant(at, useLang()) })} {isChanged ? <strong>{say('changed')}</strong> : null}
    </p>
  )
}

const StateWords = ({ state, hasDraft, onTake }: { readonly state: KeptState | null; readonly hasDraft: boolean; readonly onTake: () => void }) => {
  const say = useSay(text)
  const lang = useLang()
  const { pathname, search } = useLocation()
  if (state === null) return null
  switch (state.kind) {
    case 'idle':
      return hasDraft ? null : <span>{say('idle')}</span>
    case 'saving':
    case 'failed':
      return <span>{say(state.kind)}</span>
    case 'refused':
      return <span className={styles.loud}>{inLang(state.text, lang)}</span>
    case 'saved':
      return (
        <span className={styles.saved}>
          <IconCloudCheck size={16} aria-hidden="true" /> {say('saved', { time: formatTime(state.at) })}
          {state.wasElsewhere ? ` · ${say('over')}` : ''}
        </span>
      )
    case 'elsewhere':
      return (
        <span className={styles.loud}>
          {say('elsewhere', { time: formatTime(state.at) })}{' '}
          <button type="button" className={styles.link} onClick={onTake}>
            {say('take')}
          </button>
        </span>
      )
    case 'logged-out':
      return (
        <span className={styles.loud}>
          {say('loggedOut')}{' '}
          <a href={localPath(lang, loginThen((pathname + search) as Address))} target="_blank" rel="noreferrer">
            {say('login')}
          </a>
        </span>
      )
  }
}
