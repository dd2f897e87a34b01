import type { LogEntry } from "@chartroom/core/review";
import type { IconName } from "../ui/Icon.tsx";

/** What a fact did, in words that follow a person's name. */
export interface FactWords {
  icon: IconName;
  words: string;
  /** The citation that it is about; undefined where it is about none. */
  citation?: string | undefined;
  /** Another place that shows what it is about, after the review's address. */
  place?: { readonly words: string; readonly path: string } | undefined;
  reason?: string | undefined;
}

type Body = Readonly<Record<string, unknown>>;
type Names = ReadonlyMap<string, string>;
type Wording = (body: Body, subject: string, names: Names) => FactWords;

const STAGES: Readonly<Record<string, string>> = {
  title_abstract: "at title and abstract",
  full_text: "at full text",
};
const VOTES: Readonly<Record<string, readonly [icon: IconName, words: string]>> = {
  include: ["include", "included"],
  maybe: ["maybe", "answered maybe to"],
  exclude: ["exclude", "excluded"],
};
const ANSWERS: Readonly<Record<string, string>> = {
  include: "include",
  exclude: "exclude",
  not_retrieved: "not retrieved",
  ongoing: "ongoing",
  awaiting_classification: "awaiting classification",
};
const STEPS: Readonly<Record<string, string>> = {
  requested: "asked for the report of",
  received: "received the report of",
  unavailable: "could not get the report of",
  note: "noted on the report of",
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const given = (value: unknown): string | undefined =>
  text(value).trim() === "" ? undefined : text(value).trim();
const records = (n: number) => (n === 1 ? "1 record" : `${n.toLocaleString("en")} records`);
const place = (words: string, path: string) => ({ words, path });
const first = (subject: string) => subject.split(" ")[0] ?? subject;

function source(body: Body): string {
  const details = body["details"];
  const one = typeof details === "object" && details !== null ? (details as Body)["source"] : undefined;
  return typeof one === "object" && one !== null ? text((one as Body)["name"]) : "";
}

function protocolWords(body: Body): string {
  if (given(body["reason"]) === undefined) return "stated";
  const n = list(body["reopened"]).reduce<number>((sum, one) => sum + number((one as Body)["citations"]), 0);
  return n === 0
    ? "amended"
    : `re-opened ${n.toLocaleString("en")} ${n === 1 ? "outcome" : "outcomes"} and amended`;
}

/** One wording for each type of fact; what is not in here is named by its type. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  "review.titled": (body) => ({ icon: "pencil", words: `named the review “${text(body["title"])}”` }),
  "review.member_set": (body, subject, names) => ({
    icon: "person",
    words:
      body["active"] === false
        ? `ended the membership of ${names.get(subject) ?? "a member"}`
        : `made ${names.get(subject) ?? "a member"} ${list(body["roles"]).map(text).join(", ")}`,
    reason: given(body["reason"]),
  }),
  "review.unblinded": (body) => ({
    icon: "attention",
    words: "unblinded themselves",
    reason: given(body["reason"]),
  }),
  "review.version_named": (body) => ({ icon: "flag", words: `named this state “${text(body["name"])}”` }),
  "protocol.stated": (body) => ({
    icon: "criteria",
    words: protocolWords(body),
    place: place("the protocol", "protocol"),
    reason: given(body["reason"]),
  }),
  "records.imported": (body) => ({
    icon: "upload",
    words: `imported ${records(number(body["records"]))}${source(body) === "" ? "" : ` of ${source(body)}`}`,
    place: place(text(body["fileName"]), "records"),
  }),
  "records.withdrawn": (body) => ({ icon: "cross", words: "withdrew a run", reason: given(body["reason"]) }),
  "records.described": (body) => ({
    icon: "pencil",
    words: `corrected what is known of a search${source(body) === "" ? "" : ` of ${source(body)}`}`,
    place: place("see imported files", "records/import"),
  }),
  "dedup.searched": (body) => ({
    icon: "join",
    words: `looked for duplicates among ${records(number(body["records"]))}: ${number(body["joins"])} pairs joined, ${number(body["maybes"])} left to people`,
    place: place("see duplicates", "duplicates"),
  }),
  "dedup.settled": (body, subject) => ({
    icon: body["decision"] === "same" ? "join" : "split",
    words:
      body["decision"] === "same"
        ? "joined as one record:"
        : body["decision"] === "different"
          ? "kept apart:"
          : `linked (${text(body["decision"]).replaceAll("-", " ")}):`,
    citation: first(subject),
    reason: given(body["reason"]),
  }),
  "screening.voted": (body, subject) => {
    const [icon, words] = VOTES[text(body["decision"])] ?? ["card", "voted on"];
    return {
      icon,
      words: `${words} ${STAGES[text(body["stage"])] ?? ""}:`.replace(" :", ":"),
      citation: subject,
      reason: given(body["reason"]),
    };
  },
  "screening.adoption": (body) => ({
    icon: "upload",
    words: `adopted ${number(body["votes"]) === 1 ? "1 vote" : `${number(body["votes"]).toLocaleString("en")} votes`} of another tool from ${text(body["fileName"]) || "a file"}`,
    reason: given(body["reason"]),
  }),
  "screening.adopted": (body, subject, names) => {
    const decision = text(body["decision"]) || "a vote";
    return {
      icon: VOTES[decision]?.[0] ?? "card",
      words:
        `adopted ${names.get(text(body["member"])) ?? "a member"}'s ${decision} ${STAGES[text(body["stage"])] ?? ""}:`.replace(
          " :",
          ":",
        ),
      citation: subject,
      reason: given(body["reason"]),
    };
  },
  "screening.resolved": (body, subject) => ({
    icon: "check",
    words: `settled as ${ANSWERS[text(body["decision"])] ?? "something"} ${STAGES[text(body["stage"])] ?? ""}:`,
    citation: subject,
    reason: given(body["reason"]) ?? given(body["note"]),
  }),
  "screening.removed": (body, subject) => ({
    icon: "cross",
    words: "removed before screening:",
    citation: subject,
    reason: given(body["reason"]),
  }),
  "screening.closed": (body, subject) => ({
    icon: "blocked",
    words: `stopped screening ${STAGES[subject] ?? ""}`,
    reason: given(body["reason"]),
  }),
  "screening.assigned": (body, subject, names) => ({
    icon: "person",
    words: `assigned screening ${STAGES[subject] ?? ""} to ${list(body["reviewers"])
      .map((id) => names.get(text(id)) ?? "a member")
      .join(", ")}`,
  }),
  "screening.pilot_opened": (body) => ({
    icon: "flag",
    words: `drew ${records(list(body["citations"]).length)} for`,
    place: place(`pilot round ${number(body["round"])}`, "pilot"),
  }),
  "screening.pilot_closed": (body) => ({
    icon: "flag",
    words: body["passed"] === true ? "closed, with the gate reached," : "closed, below the gate,",
    place: place(`pilot round ${number(body["round"])}`, "pilot"),
    reason: given(body["reason"]),
  }),
  "fulltext.retrieval_logged": (body, subject) => ({
    icon: "file",
    words: STEPS[text(body["step"])] ?? "noted on",
    citation: subject,
    reason: given(body["note"]),
  }),
  "charting.form_stated": (body) => ({
    icon: "list",
    words: given(body["reason"]) === undefined ? "stated" : "changed",
    place: place("the charting form", "charting"),
    reason: given(body["reason"]),
  }),
  "charting.charted": (body, subject) => ({
    icon: "pencil",
    words: `${body["value"] === null ? "emptied" : "charted"} ${subject.split(" ")[1] ?? "a field"} of`,
    citation: first(subject),
  }),
  "charting.finished": (_, subject) => ({ icon: "check", words: "finished the chart of", citation: subject }),
  "charting.agreed": (body, subject) => ({
    icon: "check",
    words: `settled ${subject.split(" ")[1] ?? "a field"} of`,
    citation: first(subject),
    reason: given(body["reason"]),
  }),
  "charting.left_out": (body, subject) => ({
    icon: "cross",
    words: "left out of the synthesis:",
    citation: subject,
    reason: given(body["reason"]),
  }),
  "synthesis.chosen": () => ({
    icon: "card",
    words: "chose what is shown on",
    place: place("the map", "map"),
  }),
  "reporting.text_written": (_, subject) => ({
    icon: "note",
    words: `wrote “${subject.replaceAll(/([A-Z])/g, " $1").toLowerCase()}” of`,
    place: place("the report", "report"),
  }),
  "ledger.undone": (body) => ({
    icon: "undo",
    words: `took back: ${kindWords(text(body["type"]))}`,
    reason: given(body["reason"]),
  }),
  "ledger.restored": (body) => ({ icon: "history", words: `brought back: ${kindWords(text(body["type"]))}` }),
};

/** A type of fact as a noun, to choose by. */
const KINDS: Readonly<Record<string, string>> = {
  "review.titled": "Title",
  "review.member_set": "Members",
  "review.unblinded": "Unblinding",
  "review.version_named": "Named versions",
  "protocol.stated": "Protocol",
  "records.imported": "Imports",
  "records.withdrawn": "Withdrawn runs",
  "records.described": "Searches described anew",
  "dedup.searched": "Searches for duplicates",
  "dedup.settled": "Pairs settled",
  "screening.voted": "Votes",
  "screening.adoption": "Adoptions from other tools",
  "screening.adopted": "Adopted votes",
  "screening.resolved": "Resolutions",
  "screening.removed": "Removals before screening",
  "screening.closed": "Stages stopped",
  "screening.assigned": "Assignments",
  "screening.pilot_opened": "Pilot rounds drawn",
  "screening.pilot_closed": "Pilot rounds closed",
  "fulltext.retrieval_logged": "Retrieval of reports",
  "charting.form_stated": "Charting form",
  "charting.charted": "Charted values",
  "charting.finished": "Finished charts",
  "charting.agreed": "Consensus",
  "charting.left_out": "Left out of the synthesis",
  "synthesis.chosen": "Choice of the map",
  "reporting.text_written": "Texts of the report",
  "ledger.undone": "Taken back",
  "ledger.restored": "Brought back",
};

/** A type of fact as people choose it: "Votes". */
export function kindWords(type: string): string {
  return KINDS[type] ?? type;
}

/** The types of facts that have words. */
export const WORDED_TYPES: readonly string[] = Object.keys(WORDINGS);

/** A log entry in words; `names` gives members by id. A body that is sealed or redacted says nothing of its content. */
export function factWords(
  { type, subject, body }: Pick<LogEntry, "type" | "subject" | "body">,
  names: Names,
): FactWords {
  const wording = WORDINGS[type];
  if (wording === undefined) return { icon: "open", words: `recorded ${type}` };
  return wording(typeof body === "object" && body !== null ? (body as Body) : {}, subject, names);
}
