import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** The accent from light to dark; only shades 3 (on dark) and 7 (on light) are seen as a colour of their own. */
const chart: MantineColorsTuple = [
  "#eef3fa",
  "#dbe5f4",
  "#b7cbea",
  "#92b6f0",
  "#6f97d6",
  "#4f7cc0",
  "#3a66ab",
  "#274f92",
  "#1f4178",
  "#17325e",
];

/** Its head is no banner: the page has one already. */
const DIALOG = {
  transitionProps: { duration: 100 },
  overlayProps: { backgroundOpacity: 0.4 },
  attributes: { header: { role: "presentation" } },
};

/** Mantine's theme in our five sizes, steps of four and one accent; colours come from tokens.css. */
export const theme = createTheme({
  primaryColor: "chart",
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  colors: { chart },
  fontFamily: "var(--sans)",
  fontSizes: {
    xs: "0.8125rem",
    sm: "0.9375rem",
    md: "0.9375rem",
    lg: "1.125rem",
    xl: "1.375rem",
  },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  defaultRadius: "sm",
  radius: { xs: "2px", sm: "4px", md: "4px", lg: "4px", xl: "4px" },
  shadows: { xs: "none", sm: "none", md: "none", lg: "none", xl: "none" },
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "sm", fw: 550, variant: "filled" } },
    Modal: { defaultProps: DIALOG },
    Drawer: { defaultProps: DIALOG },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, position: "bottom-end" } },
    Checkbox: { defaultProps: { size: "sm" } },
    Radio: { defaultProps: { size: "sm" } },
  },
});

/** Lets Mantine's own surfaces, lines and words follow tokens.css, so that there is one palette. */
export const tokensResolver: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-body": "var(--surface)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--ink-soft)",
    "--mantine-color-placeholder": "var(--ink-soft)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--exclude)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--sunken)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-default-border": "var(--line-strong)",
    "--mantine-color-disabled": "var(--sunken)",
    "--mantine-color-disabled-color": "var(--ink-soft)",
    "--mantine-line-height": "1.5",
  },
  // the shades from which Mantine draws the edges and grounds of its fields
  light: { "--mantine-color-gray-4": "var(--line-strong)" },
  dark: {
    "--mantine-color-dark-4": "var(--line-strong)",
    "--mantine-color-dark-5": "var(--sunken)",
    "--mantine-color-dark-6": "var(--surface)",
  },
});
