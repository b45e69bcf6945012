/** Tests, and what only tests start: `*.test.ts`, `*-under-test.ts`, `*-test-bed.ts`, `test-*.ts`. */
const TEST = "(\\.test|-under-test|-test-bed|-test-world)\\.tsx?$|/test-[^/]*\\.tsx?$";
const OURS = "^(app|components|e2e|lib|server)/|^(proxy|instrumentation)\\.ts$";

/** `from` may import of ours only what `may` says; packages are another matter. */
const onlyOurs = (name, comment, from, may) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: TEST },
  to: { path: OURS, pathNot: may },
});

const never = (name, comment, from, to, but = {}) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: TEST },
  to: { path: to, ...but },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    { name: "no-circles", comment: "Modules that need each other are one module, or need a third.", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "no-unknown-imports", comment: "What is imported must exist.", severity: "error", from: {}, to: { couldNotResolve: true } },
    onlyOurs("lib-stands-alone", "lib is pure: rules that run anywhere.", "^lib/", "^lib/"),
    {
      name: "lib-uses-zod-alone",
      comment: "lib reads zod and nothing of React, Next or Node.",
      severity: "error",
      from: { path: "^lib/", pathNot: TEST },
      to: { dependencyTypes: ["npm", "npm-dev", "core"], pathNot: "^node_modules/(zod|clsx|tailwind-merge)/" },
    },
    onlyOurs("components-know-actions-alone", "Components write through the one action.", "^components/", "^(components|lib)/|^server/actions\\.ts$"),
    onlyOurs(
      "app-authorises-loads-renders",
      "Routes ask queries and intake and keep what is a person’s own: drafts, views, queues of closings; they hold no database, no Lead and no command.",
      "^app/",
      "^(app|components|lib)/|^server/(queries|intake|drafts|views|closing-queues)/|^server/(operator|auth)\\.ts$",
    ),
    never("queries-only-read", "Questions have no way to change anything.", "^server/queries/", "^server/(approvals|commands|closures|worker|simulator|supervisor)/|^server/actions\\.ts$|^(app|components)/"),
    never("directory-and-imports-hold-no-command", "Remembering is not commanding.", "^server/(agreement|directory|imports|refresh)/", "^server/(approvals|commands|closures|queries|worker|simulator)/|^(app|components)/"),
    never("commands-ask-no-queries", "A command looks for itself, freshly.", "^server/(approvals|commands|closures)/", "^server/(queries|simulator|worker|demo)/|^(app|components)/"),
    never("lead-knows-lead-alone", "The client of Lead's API knows the wire and nothing of the console's process.", "^server/lead/", "^server/(directory|commands|closures|queries|imports|worker|simulator|audit)/|^(app|components)/"),
    never("worker-shows-nothing", "The worker has no screen.", "^server/worker/", "^server/(queries|simulator|demo)/|^(app|components)/"),
    onlyOurs("simulator-is-independent", "A second reading of Lead's rules: nothing of the console's own.", "^server/simulator/", "^server/simulator/|^lib/lead/"),
    { name: "simulator-is-reached-over-http", comment: "Only trial and tests start the simulator.", severity: "error", from: { path: OURS, pathNot: `^server/(simulator|demo)/|^e2e/|${TEST}` }, to: { path: "^server/(simulator|demo)/" } },
    onlyOurs("e2e-stands-outside", "Journeys see what a person sees.", "^e2e/", "^(e2e|lib)/|^server/demo/"),
    { name: "no-development-packages", comment: "What runs in production is a dependency.", severity: "error", from: { path: "^(app|components|lib|server|proxy|instrumentation)", pathNot: `^server/(demo|simulator)/|^server/supervisor/build|${TEST}` }, to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|\\.data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["react-server", "import", "require", "node", "default", "types"] },
  },
};
