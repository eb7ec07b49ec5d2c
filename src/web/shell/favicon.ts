/** The seal as the icon of the site: drawn, because a machine may have no Chinese font. */
const SEAL = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#b5331e"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"><path d="M6 11h8M10 6v18l-3-1.5M6 18l8-2.5"/><path d="M17.500 11.500h8.500v13h-8.500zM17.500 18h8.500M22 6l-1.500 5"/></g></svg>`
const DAY_SECONDS = 86_400

export const loader = () => new Response(SEAL, { headers: { 'content-type': 'image/svg+xml', 'cache-control': `public, max-age=${DAY_SECONDS}` } })
