declare module 'virtual:verifier' {
  const text: string
  export default text
}
