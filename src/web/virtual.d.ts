declare module 'virtual:verifier' {
  const text: string
  export default text
}

declare module '*.png' {
  /** Its address. */
  const href: string
  export default href
}
