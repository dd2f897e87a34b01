import { type Reference, referenceSchema } from "../reference.ts";
import type { Format, Sample, Sink, TextReader } from "./format.ts";
import { isBlank, lineReader, RecordWriter } from "./tagged.ts";

function readJsonl(sink: Sink): TextReader {
  const writer = new RecordWriter("jsonl", sink);
  let record = 0;

  const reject = (why: string, line: number): void => {
    sink.diagnostic({
      code: "jsonl.invalid-line",
      severity: "error",
      message: `The line is not a reference and was left out: ${why.slice(0, 200)}`,
      record,
      line,
    });
  };

  return lineReader(writer, {
    line(text, line) {
      if (isBlank(text)) return;
      record++;
      let value: unknown;
      try {
        value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
      } catch (error) {
        reject(error instanceof Error ? error.message : "it is not JSON", line);
        return;
      }
      const parsed = referenceSchema.safeParse(value);
      if (parsed.success) sink.reference(parsed.data, { record, line });
      else {
        const issue = parsed.error.issues[0];
        reject(
          issue === undefined ? "it has other fields" : `${issue.path.join(".")}: ${issue.message}`,
          line,
        );
      }
    },
    end() {},
  });
}

function detectJsonl(sample: Sample): number {
  const first = sample.text.trimStart().slice(0, 65_536);
  const end = first.search(/[\r\n]/);
  const line = end < 0 ? first : first.slice(0, end);
  if (!line.startsWith("{")) return 0;
  try {
    const value: unknown = JSON.parse(line);
    return referenceSchema.safeParse(value).success ? 1 : 0.1;
  } catch {
    // A record longer than the sample: its first keys are still those that the writer puts first.
    return /^\{"id":"(?:[^"\\]|\\.)*","type":"[a-z_-]+"/.test(line) && end < 0 ? 0.8 : 0;
  }
}

// characters that JSON allows in a text and at which some readers, though not this one, would cut the line
const OTHER_LINE_ENDS = /[\u0085\u2028\u2029]/g;

function writeLine(reference: Reference): string {
  const json = JSON.stringify(reference);
  return `${json.replace(OTHER_LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

/** This program's lossless form: one reference a line as JSON, all fields and the source's own. */
export const jsonl: Format = {
  id: "jsonl",
  name: "Chartroom JSON lines",
  extensions: ["jsonl", "ndjson"],
  detect: detectJsonl,
  read: readJsonl,
  write: { one: writeLine },
};
