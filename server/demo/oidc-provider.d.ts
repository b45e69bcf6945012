// The package ships no types; this declares what the demo's identity provider uses of it.
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export type KoaContextWithOIDC = {
    body: unknown;
    type: string;
    status: number;
    oidc: {
      client?: { clientId: string };
      session?: { accountId?: string; grantIdFor(clientId: string): string | undefined };
      provider: Provider;
      params?: Record<string, unknown>;
    };
  };

  export type Account = {
    accountId: string;
    claims(use: string, scope: string): Record<string, unknown>;
  };

  type Interaction = { uid: string; prompt: { name: string }; params: Record<string, unknown> };

  type Grant = {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  };

  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    Grant: {
      new (fields: { clientId: string; accountId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: string, listener: (context: KoaContextWithOIDC, error: Error & { error_detail?: string }) => void): this;
  }
}
