import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";

/** A stable code where the sources give it out. */
export interface Coded {
  code: string;
  /** The source file, from the checkout's folder. */
  file: string;
  /** The call or the object that carries it, as it is written. */
  node: ts.Node;
}

/** A code that no part of the program may have, or that cannot be told from the sources. */
export interface Stray {
  file: string;
  line: number;
  text: string;
}

const SOURCES = ["core/src", "app/src", "web/src"];
const NOT_THE_PROGRAM = /\.test\.tsx?$|(^|\/)testing\.ts$|\/(histories|gallery|docs)\/|gallery\.tsx$/;
const CODE = /^[a-z][a-z0-9-]*\.[a-z0-9][a-z0-9-]*$/;

/** Functions and methods, by their own name, that take a code among their arguments. */
const TELLERS = new Set(["warn", "report", "fault", "schemaFault"]);
/** What a code that is not written out is called where it is only passed on. */
const PASSED_ON = /^(code|[a-z]+\.code|`\$\{code\}\.yaml`)$/;

const literalsIn = (node: ts.Node | undefined): string[] => {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literalsIn(node.whenTrue), ...literalsIn(node.whenFalse)];
  if (ts.isLiteralTypeNode(node)) return literalsIn(node.literal);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(literalsIn);
  return [];
};

function calledName(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  // a teller that another call makes: inRow(id)("value.kind", …)
  return ts.isCallExpression(callee) ? "report" : "";
}

function isUserError(node: ts.Node): node is ts.NewExpression {
  return ts.isNewExpression(node) && node.expression.getText() === "UserError";
}

/** The codes that one node gives out; those of a reader of tagged lines lack their format (`prefix`). */
function codesOf(node: ts.Node, prefix: string | undefined): string[] {
  if (isUserError(node)) return literalsIn(node.arguments?.[0]);
  if ((ts.isPropertyAssignment(node) || ts.isPropertySignature(node)) && node.name.getText() === "code")
    return literalsIn(ts.isPropertyAssignment(node) ? node.initializer : node.type).filter((text) =>
      CODE.test(text),
    );
  if (!ts.isCallExpression(node)) return [];
  const name = calledName(node.expression);
  if (name === "readYaml") return literalsIn(node.arguments[2]).map((code) => `${code}.yaml`);
  if (!TELLERS.has(name)) return [];
  const [first, second] = [literalsIn(node.arguments[0]), literalsIn(node.arguments[1])];
  const told = [...first, ...second].filter((text) => CODE.test(text));
  if (told.length > 0 || prefix === undefined || name !== "warn") return told;
  return first.filter((text) => /^[a-z-]+$/.test(text)).map((word) => `${prefix}.${word}`);
}

function sourcesIn(root: string): string[] {
  return SOURCES.flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name.replaceAll("\\", "/")}`,
    ),
  )
    .filter((file) => /\.tsx?$/.test(file) && !NOT_THE_PROGRAM.test(file))
    .sort();
}

/**
 * Every stable code in the sources of the checkout at `root`. Codes that all readers of tagged lines share stand as
 * `*.word`. `strays` names a code of another shape than `room.fault`, and a UserError whose code is not written out.
 */
export function errorCodes(root: string): { coded: Coded[]; strays: Stray[] } {
  const coded: Coded[] = [];
  const strays: Stray[] = [];
  for (const file of sourcesIn(root)) {
    const text = readFileSync(`${root}/${file}`, "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const tagged = /new RecordWriter\("([a-z]+)"/.exec(text)?.[1];
    const prefix = file.endsWith("formats/tagged.ts") ? "*" : tagged;
    const visit = (node: ts.Node): void => {
      for (const code of codesOf(node, prefix)) {
        if (CODE.test(code) || code.startsWith("*.")) coded.push({ code, file, node });
        else
          strays.push({
            file,
            line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
            text: code,
          });
      }
      if (isUserError(node) && codesOf(node, prefix).length === 0) {
        const given = node.arguments?.[0]?.getText() ?? "";
        if (!PASSED_ON.test(given))
          strays.push({
            file,
            line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
            text: given,
          });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { coded, strays };
}
