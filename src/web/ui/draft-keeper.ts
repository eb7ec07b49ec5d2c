/** Keeps on the server what somebody types into a form: a moment after the last key, before it is sent, and when the page is left. */
import { isKeepable } from '#modules/account/core/draft.ts'
import type { FormValues } from '../shell/form-reader.ts'

const AFTER_MS = 800
/** A form is not held back longer than this for its draft. */
const HELD_MS = 3_000
/** The browser sends at most this much after its page is gone. */
const LAST_BYTES = 60_000

export type KeptState =
  | { readonly kind: 'idle' | 'saving' | 'failed' }
  | { readonly kind: 'saved'; readonly at: string; readonly wasElsewhere: boolean }
  /** Another window or device has kept something since. */
  | { readonly kind: 'elsewhere'; readonly at: string }
  | { readonly kind: 'logged-out' }
  | { readonly kind: 'refused'; readonly text: { readonly zh: string; readonly en: string } }

export interface Draft {
  readonly form: string
  readonly typed: FormValues
  readonly basis: string
  readonly version: number
  readonly savedAt: string
}

interface KeeperSpec {
  readonly place: string
  readonly form: string
  readonly basis: string
  readonly version: number
  readonly except: readonly string[]
  readonly onState: (state: KeptState) => void
}

export interface Keeper {
  /** Nothing is kept any more; what was typed last is sent on its way unless it was dropped. */
  readonly stop: () => void
  /** The form was refused: it is being filled in again. */
  readonly goOn: () => void
  readonly drop: () => Promise<boolean>
  readonly readElsewhere: () => Promise<Draft | null>
}

const DRAFTS = '/api/v1/me/drafts'

/** What the form would send, without what may not be kept. */
export const typedIn = (form: HTMLFormElement, except: readonly string[]): FormValues => {
  const data = new FormData(form)
  const names = [...new Set(data.keys())].filter((name) => isKeepable(name) && !except.includes(name.replace(/\.unit$/, '')))
  return Object.fromEntries(
    names.flatMap((name) => {
      const sent = data.getAll(name).filter((value): value is string => typeof value === 'string')
      // Files have no text; a chosen file has to be chosen again.
      if (sent.length === 0) return []
      return [[name, sent.length === 1 ? (sent[0] ?? '') : sent]]
    }),
  )
}

const isChanged = (field: Element): boolean => {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options]
    // Without an option that is chosen by the page a single select shows its first.
    return options.some((option) => option.defaultSelected) && options.some((option) => option.selected !== option.defaultSelected)
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue
  return field instanceof HTMLInputElement && (field.value !== field.defaultValue || field.checked !== field.defaultChecked)
}

const send = (method: 'PUT' | 'POST', path: string, body: unknown, keepalive = false): Promise<Response> =>
  fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), keepalive })

const LOGGED_OUT = 401

interface Keeping {
  version: number
  timer?: ReturnType<typeof setTimeout>
  isDirty: boolean
  isOver: boolean
  isLoggedOut: boolean
  sending: Promise<void> | null
}

/** Sends what has changed, one after the other. */
const saver = (form: HTMLFormElement, { place, form: name, basis, except, onState }: KeeperSpec, now: Keeping) => {
  const take = async (response: Response): Promise<void> => {
    now.isLoggedOut = response.status === LOGGED_OUT
    if (response.ok) {
      const { version: kept, savedAt, wasElsewhere } = (await response.json()) as { version: number; savedAt: string; wasElsewhere: boolean }
      now.version = kept
      onState({ kind: 'saved', at: savedAt, wasElsewhere })
      return
    }
    now.isDirty = true
    if (now.isLoggedOut) onState({ kind: 'logged-out' })
    else {
      const { text } = (await response.json().catch(() => ({}))) as { text?: { zh: string; en: string } }
      onState(text ? { kind: 'refused', text } : { kind: 'failed' })
    }
  }
  const save = async (isLast = false): Promise<void> => {
    clearTimeout(now.timer)
    if (now.sending) await now.sending
    if (!now.isDirty || now.isOver) return
    now.isDirty = false
    const body = { place, form: name, typed: typedIn(form, except), basis, seen: now.version }
    onState({ kind: 'saving' })
    now.sending = send('PUT', DRAFTS, body, isLast && JSON.stringify(body).length < LAST_BYTES)
      .then(take)
      .catch(() => {
        now.isDirty = true
        onState({ kind: 'failed' })
      })
      .finally(() => {
        now.sending = null
      })
    await now.sending
  }
  return save
}

/** What is sent has been kept before, so that a log-in which ended meanwhile costs nothing. */
const holder = (form: HTMLFormElement, save: () => Promise<void>, now: Keeping) => {
  let isPassing = false
  let isHeld = false
  return (event: SubmitEvent): void => {
    if (isPassing) {
      isPassing = false
      now.isOver = true
      return
    }
    if (!now.isDirty && !now.sending) {
      now.isOver = true
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isHeld) return
    isHeld = true
    const { submitter } = event
    void Promise.race([save(), new Promise((resolve) => setTimeout(resolve, HELD_MS))]).then(() => {
      isHeld = false
      if (now.isLoggedOut) return
      isPassing = true
      form.requestSubmit(submitter)
    })
  }
}

export const openKeeper = (form: HTMLFormElement, spec: KeeperSpec): Keeper => {
  const { place, form: name, except, onState, version } = spec
  const now: Keeping = { version, isDirty: false, isOver: false, isLoggedOut: false, sending: null }
  const save = saver(form, spec, now)
  const onSubmit = holder(form, save, now)
  const isKept = (field: Element): boolean => {
    const of = (field as HTMLInputElement).name
    return isKeepable(of) && !except.includes(of)
  }
  const touch = () => {
    now.isDirty = true
    clearTimeout(now.timer)
    now.timer = setTimeout(() => void save(), AFTER_MS)
  }
  const onInput = ({ target }: Event) => {
    if (!now.isOver && isKept(target as Element)) touch()
  }
  const readElsewhere = async (): Promise<Draft | null> => {
    const response = await fetch(`${DRAFTS}?${new URLSearchParams({ place })}`)
    if (!response.ok) return null
    const { items } = (await response.json()) as { items: readonly Draft[] }
    return items.find((item) => item.form === name) ?? null
  }
  const onVisible = () => {
    if (now.isOver) return
    if (document.visibilityState === 'hidden' || now.isDirty) void save(document.visibilityState === 'hidden')
    else
      void readElsewhere()
        .then((found) => found && found.version > now.version && onState({ kind: 'elsewhere', at: found.savedAt }))
        .catch(() => undefined)
  }
  form.addEventListener('input', onInput)
  form.addEventListener('change', onInput)
  form.addEventListener('submit', onSubmit)
  document.addEventListener('visibilitychange', onVisible)
  // Typed before the page's script was there: on a slow line that is most of a short form.
  if ([...form.elements].some((field) => isChanged(field) && isKept(field))) touch()
  return {
    stop: () => {
      if (!now.isOver) void save(true)
      now.isOver = true
      clearTimeout(now.timer)
      form.removeEventListener('input', onInput)
      form.removeEventListener('change', onInput)
      form.removeEventListener('submit', onSubmit)
      document.removeEventListener('visibilitychange', onVisible)
    },
    goOn: () => {
      now.isOver = false
    },
    drop: async () => {
      clearTimeout(now.timer)
      if (now.sending) await now.sending
      const dropped = await send('POST', `${DRAFTS}/drop`, { place, form: name }).catch(() => null)
      if (!dropped?.ok) return false
      now.isDirty = false
      now.version = 0
      onState({ kind: 'idle' })
      return true
    },
    readElsewhere: async () => {
      now.isDirty = false
      const found = await readElsewhere()
      if (found) now.version = found.version
      return found
    },
  }
}
