import "server-only";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stand-in answers, and how often it was asked; tests change it while it runs. */
export type LoopbackProvider = {
  issuer: string;
  claims: Record<string, unknown>;
  /** The access token that is taken now; any other is answered 401. */
  accessToken: string;
  /** The refresh token that is taken now; using it rotates both tokens. */
  refreshToken: string | null;
  available: boolean;
  asked: { userinfo: number; token: number };
  stop: () => Promise<void>;
};

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** An identity provider as far as a session's check sees one: discovery, userinfo, and tokens with rotation. */
export async function startLoopbackProvider(claims: Record<string, unknown>): Promise<LoopbackProvider> {
  const server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += String(chunk);
      if (!provider.available) return answer(response, 503, { error: "temporarily_unavailable" });
      if (request.url === "/userinfo") {
        provider.asked.userinfo += 1;
        const taken = request.headers.authorization === `Bearer ${provider.accessToken}`;
        return taken ? answer(response, 200, provider.claims) : answer(response, 401, { error: "invalid_token" });
      }
      if (request.url === "/token") {
        provider.asked.token += 1;
        if (provider.refreshToken === null || new URLSearchParams(body).get("refresh_token") !== provider.refreshToken) {
          return answer(response, 400, { error: "invalid_grant" });
        }
        provider.accessToken = `${provider.accessToken}+`;
        provider.refreshToken = `${provider.refreshToken}+`;
        return answer(response, 200, { access_token: provider.accessToken, refresh_token: provider.refreshToken, token_type: "Bearer" });
      }
      const { issuer } = provider;
      answer(response, 200, { issuer, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo`, end_session_endpoint: `${issuer}/end` });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const provider: LoopbackProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims,
    accessToken: "access",
    refreshToken: "refresh",
    available: true,
    asked: { userinfo: 0, token: 0 },
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return provider;
}
