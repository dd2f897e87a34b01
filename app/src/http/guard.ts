import { createMiddleware } from "hono/factory";

/** Headers on every answer, errors too: nothing from outside, no framing, no guessing of types. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; object-src 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** The names by which this server may be called; another name in Host is a web page that rebinds its own. */
export function allowedHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]);
}

/** Refuses requests that a foreign page could have caused. */
export function guard(hosts: () => ReadonlySet<string>) {
  return createMiddleware(async (context, next) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value);
    const host = context.req.header("host") ?? "";
    if (!hosts().has(host))
      return context.json(
        { error: { code: "http.host", message: "This server answers on its own address only." } },
        403,
      );
    const { method } = context.req;
    if (method !== "GET" && method !== "HEAD") {
      const origin = context.req.header("origin");
      const own = origin === `http://${host}` || origin === `https://${host}`;
      // a custom header cannot be sent across origins without a permission that is never given
      if (!own || context.req.header("x-chartroom") !== "1") {
        return context.json(
          {
            error: {
              code: "http.origin",
              message: "Changes are accepted from the workbench's own page only.",
            },
          },
          403,
        );
      }
    }
    return next();
  });
}
