import next from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";

const tests = ["**/*.test.{ts,tsx}", "**/*-under-test.ts", "**/*-test-bed.ts", "**/test-*.ts", "e2e/**"];

const config = [
  { ignores: [".next/**", "dist/**", ".data/**", "node_modules/**", "next-env.d.ts", "test-results/**", "playwright-report/**"] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  ...next,
  ...typescript,
  { rules: { "import/no-anonymous-default-export": "off" } },
  {
    files: ["**/*.{ts,tsx}"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": "allow-with-description", minimumDescriptionLength: 10 }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "eqeqeq": ["error", "always"],
      "no-console": "error",
      "no-restricted-exports": ["error", { restrictedNamedExportsPattern: "^(utils|helpers)$" }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "No barrel files: import from where it is." },
        { selector: "TSEnumDeclaration", message: "Use a const list and its type." },
      ],
      "max-lines": ["error", { max: 250, skipBlankLines: false }],
      "max-lines-per-function": ["error", { max: 70 }],
    },
  },
  {
    // Pages and layouts run once per request, on the server: the clock may be read there.
    files: ["app/**/{page,layout}.tsx"],
    rules: { "react-hooks/purity": "off" },
  },
  {
    // Only commands and closures can write at Lead.
    files: ["app/**", "components/**", "lib/**", "server/**"],
    ignores: ["server/commands/**", "server/closures/**", "server/lead/**", ...tests],
    rules: {
      "no-restricted-imports": ["error", {
        patterns: [{ group: ["**/lead/lead-client"], importNames: ["leadWriter", "LeadWriter"], message: "Writing at Lead is for commands and closures: submit a command." }],
      }],
    },
  },
  {
    files: tests,
    rules: { "max-lines": ["error", { max: 450 }], "max-lines-per-function": "off" },
  },
  {
    // Rule tables, schema and fixtures are long by nature.
    files: ["server/db/schema.ts", "server/simulator/fixtures/**", "lib/permissions.ts", "lib/**/*-fields.ts", "lib/**/*-status.ts"],
    rules: { "max-lines": "off" },
  },
];

export default config;
