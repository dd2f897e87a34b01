import "@fontsource-variable/inter";
import "@fontsource-variable/source-serif-4";
import "@mantine/core/styles.layer.css";
import "./tokens.css";
import "./base.css";
import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { theme, tokensResolver } from "./theme.ts";

/** Fonts, palette and controls for everything below; light or dark as the system or the person says. */
export function Look({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={tokensResolver} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}
