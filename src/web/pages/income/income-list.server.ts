/** Which plans a list shows: the page and its file read the same. */
export const plansAsked = (search: URLSearchParams) => ({ stage: search.get('stage') === 'done' ? ('done' as const) : ('open' as const) })
