// A second opinion on every count: written from the domain's rules, over the exported facts alone, with no
// code of the projections, the outcomes or the flow. Slow and plain on purpose.

/** A fact as it is exported, its body parsed. */
export interface ExportedFact {
  hash: string;
  previous: string;
  device: string;
  clock: number;
  actor: string;
  type: string;
  subject: string;
  supersedes: string | null;
  body: Record<string, unknown>;
}

/** What the recount needs beside the facts: how many records each file delivered, and the lists of pairs. */
export interface Delivered {
  recordsOf(file: string): number;
  pairsOf(blob: string): { a: string; b: string; decision: string; kind: string }[];
}

interface StageRules {
  votesNeeded: number;
  maybeAgainstExclude: string;
}
interface Rules {
  stages: { title_abstract: StageRules; full_text: StageRules };
  reasons: { code: string }[];
}

type Stage = keyof Rules["stages"];
type Group = Set<string>;
type Fate = { is: string; reason: string | null; machine: boolean };
type Reopening = {
  stage: Stage;
  exclusions: "all" | (string | null)[];
  inclusions: boolean;
  citations: string[];
};

const DECIDED = ["include", "exclude", "not_retrieved", "ongoing", "awaiting_classification"];

/** By amendment and stage, the records whose outcomes it re-opened; found once, since a fact's past never changes. */
const reopenedBy = new Map<string, Set<string>>();

const SAME_STUDY = ["preprint-of", "version-of", "report-of-same-study"];
const UNSTATED: Rules = {
  stages: {
    title_abstract: { votesNeeded: 2, maybeAgainstExclude: "conflict" },
    full_text: { votesNeeded: 2, maybeAgainstExclude: "conflict" },
  },
  reasons: [],
};

class Recount {
  readonly facts: readonly ExportedFact[];
  readonly delivered: Delivered;
  /** Every version of the rules with the clock from which it counts. */
  readonly rules: { from: number; rules: Rules }[];
  readonly sourceOf = new Map<string, string>();
  readonly groups: Group[];

  constructor(all: readonly ExportedFact[], delivered: Delivered) {
    const sorted = [...all].sort(
      (x, y) =>
        x.clock - y.clock || (x.device < y.device ? -1 : x.device > y.device ? 1 : x.hash < y.hash ? -1 : 1),
    );
    const broughtBack = sorted.filter((f) => f.type === "ledger.restored").map((f) => f.subject);
    const takenBack = sorted
      .filter((f) => f.type === "ledger.undone" && !broughtBack.includes(f.hash))
      .map((f) => f.subject);
    this.facts = sorted.filter((f) => !takenBack.includes(f.hash));
    this.delivered = delivered;
    const stated = this.of("protocol.stated").map((f, at) => ({
      from: at === 0 ? 0 : f.clock,
      rules: f.body["protocol"] as Rules,
    }));
    this.rules = stated.length === 0 ? [{ from: 0, rules: UNSTATED }] : stated;
    this.readRuns();
    this.groups = this.joinRecords();
    for (const amendment of this.of("protocol.stated")) this.readReopening(amendment, sorted);
  }

  /** What an amendment re-opened, from what it says and from the facts before it. */
  readReopening(amendment: ExportedFact, all: readonly ExportedFact[]): void {
    const choices = (amendment.body["reopens"] ?? []) as Reopening[];
    if (choices.length === 0 || reopenedBy.has(`${amendment.hash} title_abstract`)) return;
    const then = new Recount(
      all.filter((f) => f.clock < amendment.clock),
      this.delivered,
    );
    for (const stage of ["title_abstract", "full_text"] as const) {
      const records = new Set<string>();
      for (const group of then.groups) {
        if (then.of("screening.removed").some((f) => group.has(f.subject))) continue;
        if (stage === "full_text" && then.fate(group, "title_abstract").is !== "include") continue;
        const { is, reason } = then.fate(group, stage);
        if (!DECIDED.includes(is)) continue;
        const named = choices.some(
          (choice) =>
            choice.stage === stage &&
            ((is === "include" && choice.inclusions) ||
              (is === "exclude" && (choice.exclusions === "all" || choice.exclusions.includes(reason))) ||
              choice.citations.some((id) => group.has(id))),
        );
        if (named) for (const record of group) records.add(record);
      }
      reopenedBy.set(`${amendment.hash} ${stage}`, records);
    }
  }

  /** Whether what was decided about a record at this clock was re-opened since. */
  isReopened(record: string, stage: Stage, clock: number): boolean {
    return this.of("protocol.stated").some(
      (f) => f.clock > clock && reopenedBy.get(`${f.hash} ${stage}`)?.has(record) === true,
    );
  }

  of(type: string): ExportedFact[] {
    return this.facts.filter((f) => f.type === type);
  }

  readRuns(): void {
    const names = new Set(this.of("records.imported").map((f) => f.subject));
    for (const run of names) {
      const last = this.of("records.imported").findLast((f) => f.subject === run) as ExportedFact;
      if (this.of("records.withdrawn").some((f) => f.supersedes === last.hash)) continue;
      const file = last.body["file"] as string;
      const told = this.facts.findLast(
        (f) => f.subject === run && (f.type === "records.imported" || f.type === "records.described"),
      );
      const details = (told ?? last).body["details"] as { source: { name: string } };
      for (let at = 1; at <= this.delivered.recordsOf(file); at++)
        this.sourceOf.set(`${file.slice(0, 16)}-${at}`, details.source.name);
    }
  }

  /** What people last said about each pair, in the order in which they said it. */
  choices(): { a: string; b: string; decision: string }[] {
    const settled = this.of("dedup.settled");
    return settled
      .filter((f) => settled.findLast((other) => other.subject === f.subject) === f)
      .map((f) => f.body as { a: string; b: string; decision: string });
  }

  found() {
    const last = this.of("dedup.searched").at(-1);
    if (last === undefined) return [];
    const earlier = (last.body["since"] ?? []) as string[];
    return [...new Set([...earlier, last.body["found"] as string])].flatMap((blob) =>
      this.delivered.pairsOf(blob),
    );
  }

  joinRecords(): Group[] {
    let groups: Group[] = [...this.sourceOf.keys()].map((id) => new Set([id]));
    const find = (id: string) => groups.find((group) => group.has(id));
    const apart = this.choices().filter((choice) => choice.decision !== "same");
    const separated = (x: Group, y: Group) =>
      apart.some(({ a, b }) => (x.has(a) && y.has(b)) || (x.has(b) && y.has(a)));
    const together = [
      ...this.choices().filter((choice) => choice.decision === "same"),
      ...this.found().filter((pair) => pair.decision === "same"),
    ];
    for (const { a, b } of together) {
      const [x, y] = [find(a), find(b)];
      if (x === undefined || y === undefined || x === y || separated(x, y)) continue;
      groups = [...groups.filter((group) => group !== x && group !== y), new Set([...x, ...y])];
    }
    return groups;
  }

  /** Votes cast here, and those adopted from another tool whose adoption stands, as if their member had been the actor. */
  allVotes(): ExportedFact[] {
    const standing = this.of("screening.adoption").map((f) => f.subject);
    return this.facts.flatMap((f) => {
      if (f.type === "screening.voted") return [f];
      if (f.type !== "screening.adopted" || !standing.includes(f.body["adoption"] as string)) return [];
      return [{ ...f, actor: f.body["member"] as string, body: { ...f.body, pilot: null } }];
    });
  }

  /** The votes that count for a group at a stage. */
  votesOn(group: Group, stage: Stage): ExportedFact[] {
    const votes = this.allVotes();
    const replaced = votes.flatMap((f) => f.supersedes?.split(",") ?? []);
    return votes.filter((f) => {
      const {
        stage: at,
        records,
        pilot,
      } = f.body as { stage: string; records: string[]; pilot: number | null };
      if (at !== stage || replaced.includes(f.hash) || !records.every((id) => group.has(id))) return false;
      if (this.isReopened(f.subject, stage, f.clock)) return false;
      if (pilot === null) return true;
      const opened = this.of("screening.pilot_opened").find((other) => other.body["round"] === pilot);
      const closed = this.of("screening.pilot_closed").some((other) => other.body["round"] === pilot);
      return closed && opened?.body["votesCount"] === true;
    });
  }

  resolution(group: Group, stage: Stage, votes: readonly ExportedFact[], disputed: boolean) {
    const latest = Math.max(0, ...votes.map((f) => f.clock));
    const after = this.of("screening.resolved").filter(
      (f) =>
        group.has(f.subject) &&
        f.body["stage"] === stage &&
        f.clock > latest &&
        !this.isReopened(f.subject, stage, f.clock),
    );
    const alone = after.filter((f) => f.body["mode"] === "adjudicator").at(-1);
    if (alone !== undefined || !disputed) return alone;
    const voters = [...new Set(votes.map((f) => f.actor))];
    const words = voters.map((voter) => after.findLast((f) => f.actor === voter));
    const [first] = words;
    const agreed = words.every(
      (f) =>
        f !== undefined &&
        f.body["decision"] === first?.body["decision"] &&
        f.body["reason"] === first?.body["reason"],
    );
    return agreed ? first : undefined;
  }

  /** Where a group stands at a stage: what was once decided stands, by the rules of its time. */
  fate(group: Group, stage: Stage): Fate & { touched: boolean } {
    const decisions = [
      ...this.votesOn(group, stage),
      ...this.of("screening.resolved").filter(
        (f) =>
          group.has(f.subject) && f.body["stage"] === stage && !this.isReopened(f.subject, stage, f.clock),
      ),
    ];
    const last = Math.max(0, ...decisions.map((f) => f.clock));
    const old = this.rules.filter(({ from }) => from <= last).at(-1);
    const since = this.rules.filter((one) => one === old || one.from > last);
    const fates = since.map(({ rules }) => this.fateUnder(rules, group, stage));
    return fates.find(({ is }) => DECIDED.includes(is)) ?? (fates.at(-1) as Fate & { touched: boolean });
  }

  /** The same by one version of the rules; `touched` says whether anybody decided anything there. */
  fateUnder(stated: Rules, group: Group, stage: Stage): Fate & { touched: boolean } {
    const rules = stated.stages[stage];
    const all = this.votesOn(group, stage);
    const byPerson = [...new Set(all.map((f) => f.actor))].map((actor) => {
      const own = all.filter((f) => f.actor === actor);
      const castHere = own.filter((f) => f.type === "screening.voted");
      return castHere.length > 0 ? castHere : own;
    });
    const clear = byPerson.filter((own) => new Set(own.map((f) => f.body["decision"])).size === 1);
    const votes = clear.map((own) => own.at(-1) as ExportedFact);
    const touched = all.length > 0;
    const said = (decision: string) => votes.some((f) => f.body["decision"] === decision);
    const machines = votes.every((f) => f.body["machine"] === true);
    const disputed = said("maybe") || (said("exclude") && said("include"));
    const settled = this.resolution(group, stage, votes, disputed);
    if (settled !== undefined) {
      const { decision, reason, machine } = settled.body as {
        decision: string;
        reason: string | null;
        machine: boolean;
      };
      return { is: decision, reason, machine: machines && machine, touched: true };
    }
    const waiting = { is: "open", reason: null, machine: false, touched };
    if (clear.length < byPerson.length || votes.length < rules.votesNeeded) return waiting;
    if (!said("exclude"))
      return stage === "full_text" && said("maybe")
        ? waiting
        : { ...waiting, is: "include", machine: machines };
    if (said("include")) return waiting;
    if (said("maybe")) {
      const forward = stage === "title_abstract" && rules.maybeAgainstExclude === "forward";
      return forward ? { ...waiting, is: "include", machine: machines } : waiting;
    }
    const given = votes.map((f) => f.body["reason"] as string | null).filter((one) => one !== null);
    const ordered = stated.reasons.map((one) => one.code).filter((code) => given.includes(code));
    const others = given.filter((code) => !ordered.includes(code)).sort();
    return { is: "exclude", reason: [...ordered, ...others][0] ?? null, machine: machines, touched };
  }

  studies(included: readonly Group[]): Group[][] {
    const choices = this.choices();
    const spoken = (a: string, b: string) =>
      choices.some((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
    const links = [
      ...this.found()
        .filter((pair) => pair.decision === "relation" && !spoken(pair.a, pair.b))
        .map(({ a, b, kind }) => ({ a, b, kind })),
      ...choices.map(({ a, b, decision }) => ({ a, b, kind: decision })),
    ].filter(({ kind }) => SAME_STUDY.includes(kind));
    let studies: Group[][] = included.map((group) => [group]);
    for (const { a, b } of links) {
      const holds = (id: string) => studies.find((study) => study.some((group) => group.has(id)));
      const [x, y] = [holds(a), holds(b)];
      if (x === undefined || y === undefined || x === y) continue;
      studies = [...studies.filter((study) => study !== x && study !== y), [...x, ...y]];
    }
    return studies;
  }
}

/** All counts of the flow, recounted. */
export function recount(all: readonly ExportedFact[], delivered: Delivered) {
  const review = new Recount(all, delivered);
  const { groups, sourceOf } = review;
  const bySource: Record<string, number> = {};
  for (const source of sourceOf.values()) bySource[source] = (bySource[source] ?? 0) + 1;
  const reasons: Record<string, number> = {};
  const byMachines: Record<string, number> = {};
  const included: Group[] = [];
  const n = new Map<string, number>();
  const count = (name: string) => n.set(name, (n.get(name) ?? 0) + 1);
  const stopped = review.of("screening.closed").some((f) => f.subject === "title_abstract");
  for (const group of groups) {
    const removal = review.of("screening.removed").findLast((f) => group.has(f.subject));
    if (removal !== undefined) {
      count(removal.body["automation"] === null ? "removed other" : "removed automation");
      continue;
    }
    const first = review.fate(group, "title_abstract");
    if (first.is === "exclude") count(first.machine ? "excluded automation" : "excluded human");
    else if (first.is !== "include") count(stopped && !first.touched ? "left" : "in progress");
    if (first.is !== "include") continue;
    const second = review.fate(group, "full_text");
    count(`full text ${second.is}`);
    if (second.is === "include") included.push(group);
    if (second.is !== "exclude") continue;
    const code = second.reason ?? "no reason";
    reasons[code] = (reasons[code] ?? 0) + 1;
    if (second.machine) byMachines[code] = (byMachines[code] ?? 0) + 1;
  }
  const of = (name: string) => n.get(name) ?? 0;
  const excluded = { human: of("excluded human"), automation: of("excluded automation") };
  const sought = [...n].filter(([name]) => name.startsWith("full text ")).reduce((sum, [, m]) => sum + m, 0);
  const studies = review.studies(included);
  const leftOut = review.of("charting.left_out").map((f) => f.subject);
  return {
    identified: sourceOf.size,
    identifiedBySource: bySource,
    duplicates: sourceOf.size - groups.length,
    removed: { automation: of("removed automation"), other: of("removed other") },
    screened: excluded.human + excluded.automation + sought,
    excluded,
    left: of("left"),
    inProgress: of("in progress"),
    sought,
    notRetrieved: of("full text not_retrieved"),
    assessed: sought - of("full text not_retrieved") - of("full text open"),
    fullTextExcluded: reasons,
    fullTextExcludedByAutomation: byMachines,
    ongoing: of("full text ongoing"),
    awaitingClassification: of("full text awaiting_classification"),
    fullTextInProgress: of("full text open"),
    studiesIncluded: studies.length,
    reportsIncluded: included.length,
    leftOutOfSynthesis: studies.filter((study) =>
      leftOut.some((record) => study.some((group) => group.has(record))),
    ).length,
  };
}

/** The facts that a version's heads reach, by walking each device's chain back from its head. */
export function factsOfVersion(all: readonly ExportedFact[], name: string): ExportedFact[] {
  const version = all.find((f) => f.type === "review.version_named" && f.subject === name);
  const heads = (version?.body["heads"] ?? {}) as Record<string, string>;
  const known = new Set<string>();
  for (const head of Object.values(heads)) {
    let at = all.find((f) => f.hash === head);
    while (at !== undefined) {
      const { hash, previous } = at;
      known.add(hash);
      at = all.find((f) => f.hash === previous);
    }
  }
  return all.filter((f) => known.has(f.hash));
}

/**
 * What the version published last, after which a source was searched again, had included, and how many records its
 * later searches delivered; undefined where nothing was searched again.
 */
export function updateOf(all: readonly ExportedFact[], delivered: Delivered) {
  const live = new Recount(all, delivered).sourceOf;
  const runs = new Set([...live.keys()].map((record) => record.split("-")[0] ?? ""));
  const published = all.filter((f) => f.type === "review.version_named" && f.body["kind"] === "report");
  for (const version of published.reverse()) {
    const then = factsOfVersion(all, version.subject);
    const old = new Set(then.filter((f) => f.type === "records.imported").map((f) => f.subject));
    if ([...runs].every((run) => old.has(run))) continue;
    const { studiesIncluded: studies, reportsIncluded: reports } = recount(then, delivered);
    const records = [...live.keys()].filter((record) => !old.has(record.split("-")[0] ?? "")).length;
    return { studies, reports, records };
  }
  return undefined;
}
