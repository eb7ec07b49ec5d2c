/** Ink, celadon, vermilion, paper: Mantine's side of the palette. The tokens of our own styles are in theme.css. */
import { createTheme, type MantineColorsTuple } from '@mantine/core'

const celadon: MantineColorsTuple = ['#eef6f3', '#dcebe5', '#b8d8cd', '#91c4b4', '#70b29e', '#4f9f89', '#378973', '#257464', '#1c6153', '#124d41']
const vermilion: MantineColorsTuple = ['#fdf0ed', '#f9ddd7', '#f1b8ab', '#e9907d', '#e06f57', '#d5563c', '#c44029', '#b5331e', '#982818', '#7a1f12']
const ink: MantineColorsTuple = ['#eff2f4', '#dde2e6', '#bac4cc', '#94a3ae', '#748692', '#5a6d7a', '#475864', '#34434e', '#22303a', '#141e26']

/** Mantine's dark scale in ink, so that inputs and menus are not grey on blue. */
const dark: MantineColorsTuple = ['#e9e6de', '#b9c1c8', '#98a4ae', '#647481', '#43525f', '#2a3742', '#1e2a34', '#10171e', '#0c1218', '#080d12']

const sans =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'

export const theme = createTheme({
  fontFamily: sans,
  headings: { fontFamily: sans, fontWeight: '650' },
  colors: { celadon, vermilion, ink, dark },
  primaryColor: 'celadon',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 6,
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    InputWrapper: { defaultProps: { size: 'md' } },
  },
})

export const THEME_COOKIE = 'zhepai.theme'
