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

const send = (method: 'PUT' | 'POST', path: string, body: unknown, keepalive = false): Promise<Response> =>
  fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), keepalive })

const LOGGED_OUT = 401

export const openKeeper = (form: HTMLFormElement, { place, form: name, basis, except, onState, ...begun }: KeeperSpec): Keeper => {
  let { version } = begun
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDirty = false
  let isOver = false
  let isPassing = false
  let isHeld = false
  let isLoggedOut = false
  let sending: Promise<void> | null = null

  const take = async (response: Response): Promise<void> => {
    isLoggedOut = response.status === LOGGED_OUT
    if (response.ok) {
      const { version: kept, savedAt, wasElsewhere } = (await response.json()) as { version: number; savedAt: string; wasElsewhere: boolean }
      version = kept
      onState({ kind: 'saved', at: savedAt, wasElsewhere })
      return
    }
    isDirty = true
    if (isLoggedOut) onState({ kind: 'logged-out' })
    else {
      const { text } = (await response.json().catch(() => ({}))) as { text?: { zh: string; en: string } }
      onState(text ? { kind: 'refused', text } : { kind: 'failed' })
    }
  }
  const save = async (isLast = false): Promise<void> => {
    clearTimeout(timer)
    if (sending) await sending
    if (!isDirty || isOver) return
    isDirty = false
    const body = { place, form: name, typed: typedIn(form, except), basis, seen: version }
    onState({ kind: 'saving' })
    sending = send('PUT', DRAFTS, body, isLast && JSON.stringify(body).length < LAST_BYTES)
      .then(take)
      .catch(() => {
        isDirty = true
        onState({ kind: 'failed' })
      })
      .finally(() => {
        sending = null
      })
    await sending
  }
  const onInput = (event: Event) => {
    const { name: of } = event.target as HTMLInputElement
    if (isOver || !isKeepable(of) || except.includes(of)) return
    isDirty = true
    clearTimeout(timer)
    timer = setTimeout(() => void save(), AFTER_MS)
  }
  /** What is sent has been kept before, so that a log-in which ended meanwhile costs nothing. */
  const onSubmit = (event: SubmitEvent) => {
    if (isPassing) {
      isPassing = false
      isOver = true
      return
    }
    if (!isDirty && !sending) {
      isOver = true
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isHeld) return
    isHeld = true
    const { submitter } = event
    void Promise.race([save(), new Promise((resolve) => setTimeout(resolve, HELD_MS))]).then(() => {
      isHeld = false
      if (isLoggedOut) return
      isPassing = true
      form.requestSubmit(submitter)
    })
  }
  const readElsewhere = async (): Promise<Draft | null> => {
    const response = await fetch(`${DRAFTS}?${new URLSearchParams({ place })}`)
    if (!response.ok) return null
    const { items } = (await response.json()) as { items: readonly Draft[] }
    return items.find((item) => item.form === name) ?? null
  }
  const onVisible = () => {
    if (isOver) return
    if (document.visibilityState === 'hidden' || isDirty) void save(document.visibilityState === 'hidden')
    else
      void readElsewhere()
        .then((found) => found && found.version > version && onState({ kind: 'elsewhere', at: found.savedAt }))
        .catch(() => undefined)
  }
  form.addEventListener('input', onInput)
  form.addEventListener('change', onInput)
  form.addEventListener('submit', onSubmit)
  document.addEventListener('visibilitychange', onVisible)
  return {
    stop: () => {
      if (!isOver) void save(true)
      isOver = true
      clearTimeout(timer)
      form.removeEventListener('input', onInput)
      form.removeEventListener('change', onInput)
      form.removeEventListener('submit', onSubmit)
      document.removeEventListener('visibilitychange', onVisible)
    },
    goOn: () => {
      isOver = false
    },
    drop: async () => {
      clearTimeout(timer)
      if (sending) await sending
      const dropped = await send('POST', `${DRAFTS}/drop`, { place, form: name }).catch(() => null)
      if (!dropped?.ok) return false
      isDirty = false
      version = 0
      onState({ kind: 'idle' })
      return true
    },
    readElsewhere: async () => {
      isDirty = false
      const found = await readElsewhere()
      if (found) version = found.version
      return found
    },
  }
}
