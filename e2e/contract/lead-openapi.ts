import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

type Responses = Record<string, { content?: Record<string, { schema: unknown }> }>;
type Operation = { responses: Responses; requestBody?: { content: Record<string, { schema: unknown }> } };
type Document = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { enum?: string[]; properties?: Record<string, { enum?: string[] }> }> };
};

/** Lead's published OpenAPI is no part of this project: it is read where a checkout has it beside it. */
const PATH = resolve(process.env.LEAD_OPENAPI ?? "../shared/lead/openapi.json");
export const hasOpenApi = existsSync(PATH);
/** Name of a suite: says in the report why it was skipped. */
export const suiteName = (name: string) =>
  hasOpenApi ? name : `${name} (skipped: no OpenAPI at ${PATH}; set LEAD_OPENAPI to its path)`;

/** "GET /v0/accounts/:id" as the file writes it. */
function split(operation: string): { path: string; method: string } {
  const [method = "", path = ""] = operation.split(" ");
  return { method: method.toLowerCase(), path: path.replaceAll(/:(\w+)/g, "{$1}") };
}

export class LeadOpenApi {
  private readonly document = JSON.parse(readFileSync(PATH, "utf8")) as Document;
  private readonly ajv = addFormats(new Ajv({ strict: false, allErrors: true, logger: false }));
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor() {
    this.ajv.addSchema({ ...this.document, $id: "lead" });
  }

  private operation(operation: string): Operation | undefined {
    const { path, method } = split(operation);
    return this.document.paths[path]?.[method];
  }

  has(operation: string): boolean {
    return this.operation(operation) !== undefined;
  }

  lists(operation: string, status: number): boolean {
    return this.operation(operation)?.responses[String(status)] !== undefined;
  }

  /** What is wrong with an answer; empty when it fits its schema. */
  answerErrors(operation: string, status: number, body: unknown): string[] {
    return this.errors(`#/paths/${pointer(operation)}/responses/${status}/content/application~1json/schema`, body);
  }

  requestErrors(operation: string, body: unknown): string[] {
    return this.errors(`#/paths/${pointer(operation)}/requestBody/content/application~1json/schema`, body);
  }

  schemaErrors(schema: string, body: unknown): string[] {
    return this.errors(`#/components/schemas/${schema}`, body);
  }

  enumOf(schema: string, property?: string): string[] {
    const found = this.document.components.schemas[schema];
    const values = property === undefined ? found?.enum : found?.properties?.[property]?.enum;
    if (!values) throw new Error(`no enum ${schema} ${property ?? ""}`);
    return values;
  }

  /** Values of a query or body enum written inside an operation, such as the token scopes. */
  scopes(): string[] {
    const schema = this.operation("POST /v1/oauth/token")?.requestBody?.content["application/json"]?.schema;
    return (schema as { properties: { scope: { enum: string[] } } }).properties.scope.enum;
  }

  private errors(reference: string, body: unknown): string[] {
    const validate = this.compiled.get(reference) ?? this.ajv.compile({ $ref: `lead${reference}` });
    this.compiled.set(reference, validate);
    return validate(body) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  }
}

function pointer(operation: string): string {
  const { path, method } = split(operation);
  return `${encodeURIComponent(path.replaceAll("/", "~1"))}/${method}`;
}
