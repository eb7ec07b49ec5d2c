/** What the rules make of the numbers typed so far: asked from the server, shown before anything is sent. */
import { useEffect, useState, type RefObject } from 'react'
import { formReader } from '../../shell/form-reader.ts'

export interface LotPreview {
  /** As the method of the form proposes them. */
  readonly method: string
  readonly methodTerms: Readonly<Record<string, string | number>>
  readonly methodBounds: Readonly<Record<string, { readonly min: string; readonly max: string }>>
  readonly depositMinor: string
  readonly depositMinMinor: string
  readonly depositMaxMinor: string
  readonly noticeDaysMin: number
  readonly noticeUnit: 'cd' | 'wd'
  readonly noticeClosesAt: string
  readonly registrationClosesAt: string
  readonly depositDueAt: string
  readonly opensAt: string
  readonly rules: readonly { readonly id: string; readonly key: string; readonly source: string }[]
}

const WAIT_MS = 350

const questionOf = (form: HTMLFormElement): string | null => {
  const reader = formReader(new FormData(form))
  try {
    const start = reader.optionalAmount('startingPriceMinor')
    const days = reader.optionalInt('noticeDays')
    if (start === undefined || start === '0') return null
    const query = new URLSearchParams({ startingPriceMinor: start, method: reader.optional('method') ?? 'english' })
    if (days !== undefined && days > 0 && days <= 120) query.set('noticeDays', String(days))
    if (reader.optional('plannedOpensAt') !== undefined) query.set('plannedOpensAt', reader.instant('plannedOpensAt'))
    if (reader.optional('consignment.house') !== undefined) query.set('regime', 'licensed')
    if (reader.flag('isStateAsset')) query.set('isStateAsset', 'true')
    return query.toString()
  } catch {
    // A half-typed number has no dates yet.
    return null
  }
}

export const useLotPreview = (container: RefObject<HTMLElement | null>): LotPreview | null => {
  const [preview, setPreview] = useState<LotPreview | null>(null)
  useEffect(() => {
    const form = container.current?.querySelector('form')
    if (!form) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let asked = ''
    const ask = async () => {
      const question = questionOf(form)
      if (question === null || question === asked) return
      asked = question
      const response = await fetch(`/api/v1/lot-preview?${question}`)
      if (response.ok && asked === question) setPreview((await response.json()) as LotPreview)
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void ask(), WAIT_MS)
    }
    form.addEventListener('input', soon)
    soon()
    return () => {
      clearTimeout(timer)
      form.removeEventListener('input', soon)
    }
  }, [container])
  return preview
}
