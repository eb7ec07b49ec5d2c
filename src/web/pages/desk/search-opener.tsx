/** The way into the search: a link to its page, and with scripts ⌘K or Ctrl+K and a dialog that is loaded when it is first wanted. */
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react'
import { NavLink } from 'react-router'
import { localPath, texts, useLang, useSay } from '../../i18n/lang.ts'
import { searchPage } from './addresses.ts'

const text = texts({ zh: { keys: 'Ctrl K' }, en: { keys: 'Ctrl K' } })

const SearchDialog = lazy(() => import('./search-dialog.tsx'))

/** `dialog` stands outside of what opens it. */
export const useSearch = (): { readonly open: () => void; readonly dialog: ReactNode } => {
  const [isOpen, setOpen] = useState(false)
  const open = useCallback(() => setOpen(true), [])
  const close = useCallback(() => setOpen(false), [])
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      open()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
  const dialog = isOpen ? (
    <Suspense>
      <SearchDialog onClose={close} />
    </Suspense>
  ) : null
  return { open, dialog }
}

export const SearchLink = ({ onOpen, className }: { readonly onOpen: () => void; readonly className?: string | undefined }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <NavLink
      to={localPath(lang, searchPage())}
      end
      aria-keyshortcuts="Control+K Meta+K"
      onClick={(event) => {
        // With a modifier somebody wants a tab of its own.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onOpen()
      }}
    >
      <IconSearch size={18} aria-hidden="true" /> {say('find')}
      <kbd className={className} aria-hidden="true">
        {say('keys')}
      </kbd>
    </NavLink>
  )
}
