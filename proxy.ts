import { NextResponse, type NextRequest } from "next/server";
import { signInSettings } from "@/server/env";

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** Scripts and style elements by nonce alone; style attributes are open because headless components set them. */
function contentSecurityPolicy(nonce: string, issuerOrigin: string, https: boolean): string {
  // React's development build evaluates code to rebuild call stacks, and Next's error overlay brings its own styles.
  const development = process.env.NODE_ENV === "development";
  const styles = development ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${styles}`,
    `style-src-elem 'self' ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${issuerOrigin}`,
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** For data and files, which are never a page: whatever opens one all the same gives it no right. */
const filePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

function securityHeaders(policy: string, https: boolean): Record<string, string> {
  return {
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(https ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/** Next lets a request without Origin through to server actions; here whatever writes must come from the console itself. */
function isForeignWrite(request: NextRequest, consoleOrigin: string): boolean {
  return !readingMethods.has(request.method) && request.headers.get("origin") !== consoleOrigin;
}

export function proxy(request: NextRequest): NextResponse {
  const { consoleUrl, issuer } = signInSettings();
  const { origin, protocol } = new URL(consoleUrl);
  const https = protocol === "https:";
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, new URL(issuer).origin, https);
  const outgoing = securityHeaders(request.nextUrl.pathname.startsWith("/api/programs/") ? filePolicy : policy, https);

  if (isForeignWrite(request, origin)) {
    return new NextResponse("Refused: this request did not come from the console.\n", {
      status: 403,
      headers: { ...outgoing, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    });
  }

  const incoming = new Headers(request.headers);
  incoming.set("x-nonce", nonce);
  incoming.set("content-security-policy", policy);
  incoming.set("x-console-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers: incoming } });
  for (const [name, value] of Object.entries(outgoing)) response.headers.set(name, value);
  return response;
}

/**
 * Not for built files and icons; and not for /api/intake, which streams bodies that a proxy would cut, nor for what
 * other programs send, which is signed and has no Origin.
 */
export const config = {
  matcher: ["/((?!_next/static|_next/image|api/intake/|api/programs/[^/]+/announcements$|api/programs/[^/]+/webhooks/lead$|icon\\.svg|favicon\\.ico).*)"],
};
