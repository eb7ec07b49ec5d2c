/** The desks' search over whatever page is open: asks while one types, arrow keys choose, Enter opens. Comes with its first use. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import type { FoundGroup } from '../../shell/search.server.ts'
import { searchFor, searchFound } from './addresses.ts'
import styles from './search.module.css'
import { countOf, SearchResults } from './search-results.tsx'
import { text } from './search.text.ts'

/** One asks no more often than this while somebody types. */
const PAUSE_MS = 200

type Asked = { readonly state: 'idle' | 'asking' | 'failed' } | { readonly state: 'found'; readonly q: string; readonly groups: readonly FoundGroup[] }

const useFound = (typed: string): Asked => {
  const lang = useLang()
  const [asked, setAsked] = useState<Asked>({ state: 'idle' })
  useEffect(() => {
    const q = typed.trim()
    if (q === '') {
      setAsked({ state: 'idle' })
      return undefined
    }
    const stop = new AbortController()
    const timer = setTimeout(() => {
      setAsked((before) => (before.state === 'found' ? before : { state: 'asking' }))
      fetch(localPath(lang, searchFound(q)), { signal: stop.signal })
        .then(async (answer) => {
          if (!answer.ok || answer.redirected) throw new Error('not answered')
          const { groups } = (await answer.json()) as { readonly groups: readonly FoundGroup[] }
          setAsked({ state: 'found', q, groups })
        })
        .catch(() => void (stop.signal.aborted || setAsked({ state: 'failed' })))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [typed, lang])
  return asked
}

/** From the field to the first finding, from one to the next, and from the first back to the field. */
const moveByKeys = (event: KeyboardEvent<HTMLDialogElement>) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a[data-found]')]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}

const SearchDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(text)
  const lang = useLang()
  const navigate = useNavigate()
  const { key } = useLocation()
  const [typed, setTyped] = useState('')
  const asked = useFound(typed)
  const dialog = useRef<HTMLDialogElement>(null)
  const openedAt = useRef(key)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    if (key !== openedAt.current) onClose()
  }, [key, onClose])
  const count = asked.state === 'found' ? countOf(asked.groups) : 0
  const words = { idle: say('begin'), asking: say('searching'), failed: say('failed'), found: count > 0 ? say('found', { count }) : say('none', { q: typed }) }
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={say('title')}
      onClose={onClose}
      onKeyDown={moveByKeys}
      onClick={(event) => void (event.target === event.currentTarget && event.currentTarget.close())}
    >
      <div className={styles.sheet}>
        <form
          role="search"
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            const first = event.currentTarget.closest('dialog')?.querySelector<HTMLAnchorElement>('a[data-found]')
            if (asked.state === 'found' && asked.q === typed.trim() && first) first.click()
            else void navigate(localPath(lang, searchFor(typed.trim())))
          }}
        >
          <input
            type="search"
            className={styles.words}
            aria-label={say('words')}
            placeholder={say('words')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            maxLength={80}
            autoComplete="off"
          />
          <button type="button" className={styles.close} onClick={() => dialog.current?.close()}>
            {say('close')}
          </button>
        </form>
        <p role="status" className={styles.status}>
          {words[asked.state]}
        </p>
        <div className={styles.results}>{asked.state === 'found' ? <SearchResults groups={asked.groups} /> : null}</div>
        <p className={styles.keys} aria-hidden="true">
          {say('keys')}
        </p>
      </div>
    </dialog>
  )
}
export default SearchDialog
