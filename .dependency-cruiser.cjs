// The rule of the rooms (ARCHITECTURE.md): a room imports only rooms above it in this list, by their doors.
const ROOMS = [
  "base",
  "storage",
  "ledger",
  "jobs",
  "action",
  "review",
  "protocol",
  "references",
  "search",
  "sources",
  "records",
  "dedup",
  "screening",
  "prioritisation",
  "stopping",
  "fulltext",
  "charting",
  "flow",
  "synthesis",
  "assist",
  "reporting",
];
const MACHINERY = ["storage", "ledger", "jobs", "action"];
const DOORS = "(index|facts|store|actions)\\.ts$";
const core = (room) => `^core/src/${room}/`;

const order = ROOMS.map((room, at) => ({
  name: `order-${room}`,
  comment: `${room} may import only rooms above it in the life of a review`,
  severity: "error",
  // tests go through the front door, which may be a room further down
  from: { path: core(room), pathNot: "\\.test\\.ts$" },
  to: {
    path: ROOMS.slice(at + 1)
      .map(core)
      .concat("^core/src/(facts|actions|reactions)\\.ts$"),
  },
}));

const doors = ROOMS.map((room) => ({
  name: `door-${room}`,
  comment: `${room} is entered by its doors: index, facts, store, actions`,
  severity: "error",
  from: { pathNot: core(room), path: "^(core|app|web|bench|prove)/" },
  to: { path: core(room), pathNot: `^core/src/${room}/(${DOORS}|testing\\.ts$)` },
})).filter((rule) => rule.name !== "door-base");

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...order,
    ...doors,
    {
      name: "pure-doors",
      comment: "index.ts and all that it reaches know nothing of databases, facts or actions",
      severity: "error",
      from: { path: "^core/src/[^/]+/index\\.ts$", pathNot: MACHINERY.map(core) },
      to: {
        path: [...MACHINERY.map(core), "^core/src/[^/]+/(facts|store|actions)\\.ts$", "^node:"],
        reachable: true,
      },
    },
    {
      name: "actions-do-not-call-actions",
      severity: "error",
      from: { path: "^core/src/[^/]+/actions\\.ts$" },
      to: { path: "^core/src/[^/]+/actions\\.ts$" },
    },
    {
      name: "drivers-in-storage",
      severity: "error",
      from: { path: "^(core|app|web)/src/", pathNot: "^core/src/storage/" },
      to: { path: "node_modules/(pg|@photostructure|@types/pg)/|^(node:)?sqlite$" },
    },
    {
      name: "queries-in-stores",
      severity: "error",
      from: {
        path: "^(core|app)/src/",
        pathNot: ["^core/src/(storage|ledger)/", "/store(\\.ts$|/)", "\\.test\\.ts$"],
      },
      to: { path: "node_modules/kysely/" },
    },
    {
      name: "network-in-connectors",
      severity: "error",
      from: { path: "^core/src/", pathNot: ["^core/src/(sources/connectors|assist)/", "\\.test\\.ts$"] },
      to: { path: "^(node:)?(http|https|net|tls|dns|dgram)$" },
    },
    {
      name: "web-sees-pure-doors",
      severity: "error",
      from: { path: "^web/src/" },
      to: {
        path: "^(app/|core/src/([^/]+/(facts|store|actions)\\.ts|(storage|ledger|jobs|action)/|[^/]+\\.ts$))",
      },
    },
    { name: "core-sees-neither", severity: "error", from: { path: "^core/" }, to: { path: "^(app|web)/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["source", "import", "default"] },
  },
};
