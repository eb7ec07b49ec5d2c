/** Which draft a sent form was kept in. */

export interface DraftName {
  readonly place: string
  readonly form: string
}

export const draftOf = (sent: FormData): DraftName | null => {
  const [place, form] = [sent.get('draft.place'), sent.get('draft.form')]
  return typeof place === 'string' && typeof form === 'string' ? { place, form } : null
}
