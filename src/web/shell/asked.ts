/** What an address asks of a list. */

/** Null and what no list has: not asked. */
export const oneOf = <Value extends string>(values: readonly Value[], value: string | null): Value | undefined => values.find((item) => item === value)

const given = <Key extends string, Value>(key: Key, value: Value | undefined) => (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>

/** The filters of a catalogue: one of each list by its parameter, beside words, a region and the place in the list. */
export const catalogueAsked = <const Lists extends Readonly<Record<string, readonly string[]>>>(search: URLSearchParams, lists: Lists) => {
  const region = search.get('region')
  const chosen = Object.entries(lists).map(([name, values]) => given(name, oneOf(values, search.get(name))))
  return {
    limit: 20,
    ...given('q', search.get('q')?.trim().slice(0, 100) || undefined),
    ...given('region', region !== null && /^\d{6}$/.test(region) ? region : undefined),
    ...given('cursor', search.get('cursor')?.slice(0, 200) || undefined),
    ...(Object.assign({}, ...chosen) as { readonly [Name in keyof Lists]?: Lists[Name][number] }),
  }
}
