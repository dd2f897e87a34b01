import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { form as formContract, tasks } from "@chartroom/core/charting";
import {
  chooseSynthesis,
  evidenceMap,
  evidenceMapOf,
  type SynthesisChoice,
  synthesis,
} from "@chartroom/core/synthesis";
import { hasRole } from "@chartroom/core/review";
import { faultOf } from "../api/fault.ts";
import { useReview } from "../api/review.ts";
import { useAsk } from "../api/useAsk.ts";
import { useDeeds } from "../api/useDeeds.ts";
import { useMe } from "../app/me.ts";
import { type Loadable, loadable } from "../ui/Loadable.tsx";
import { SaveBanner } from "../ui/SaveState.tsx";
import {
  cellNamed,
  cellStudies,
  comparableFields,
  mapChoice,
  mapCsv,
  mapNumbers,
  mapRemarks,
  namedStudies,
  studiesLeftOut,
  withCellNames,
  withMap,
} from "./fromServer.ts";
import { type MapChoice, type MapState, MapView } from "./MapView.tsx";
import { pngOf, saveFile } from "./save.ts";
import { SynthesisParts } from "./SynthesisParts.tsx";

const BLANK: Omit<MapState, "chartingHref"> = {
  dimensions: [],
  studies: 0,
  svg: "",
  table: { columns: [], rows: [] },
  remarks: [],
  leftOut: [],
  downloads: [],
};
const NONE: MapChoice = { rows: "", columns: "", segment: null };

/** The evidence map and all else that the charts add up to; what is chosen is kept with the review. */
export function MapRoom() {
  const review = useReview();
  const navigate = useNavigate();
  const me = useMe();
  const deeds = useDeeds();
  const stated = useAsk(formContract, {});
  const form = stated.data?.current?.form;
  const view = useAsk(synthesis, {}, { enabled: form !== undefined });
  const list = useAsk(tasks, {}, { enabled: form !== undefined });
  // what is chosen here shows at once; the record follows
  const [chosen, setChosen] = useState<MapChoice>();
  const [opened, setOpened] = useState<string>();
  const choice = chosen ?? (view.data && mapChoice(view.data.choice, view.data.dimensions));
  const map = useAsk(
    evidenceMapOf,
    {
      row: choice?.rows ?? "",
      column: choice?.columns ?? "",
      ...(typeof choice?.segment === "string" && { segment: choice.segment }),
    },
    { enabled: choice !== undefined && (view.data?.studies ?? 0) > 0, keep: true },
  );
  const hrefOf = (study: string) => `/r/${review}/charting/${encodeURIComponent(study)}`;
  // who may not keep a choice still looks at any two dimensions
  const mayChoose = hasRole(me, "lead", "reviewer", "adjudicator");
  const keep = (next: SynthesisChoice) => {
    if (mayChoose) void deeds.run(chooseSynthesis, next);
  };

  const state = (): Loadable<MapState> => {
    const chartingHref = `/r/${review}/charting`;
    // without a form there is nothing to show, and the way to one
    const charted = loadable("Fetching the charting form…", stated, faultOf);
    if (charted.is !== "ready") return charted;
    if (form === undefined) return { is: "ready", value: { ...BLANK, chartingHref } };
    const whole = loadable("Computing the synthesis…", view, faultOf);
    if (whole.is !== "ready") return whole;
    const leftOut = studiesLeftOut(list.data ?? [], review);
    if (whole.value.studies === 0) return { is: "ready", value: { ...BLANK, leftOut, chartingHref } };
    const drawn = loadable("Drawing the map…", map, faultOf);
    if (drawn.is !== "ready") return drawn;
    const { table, svg } = drawn.value;
    const { dimensions, studies } = whole.value;
    const title = `${table.row.label} by ${table.column.label.toLowerCase()}`;
    const cell = opened === undefined ? undefined : cellStudies(table, cellNamed(opened));
    const standalone = () => evidenceMap(table, { title, width: 900, interactive: false, colours: "fixed" });
    const names = new Map(list.data?.map((task) => [task.study, task]));
    return {
      is: "ready",
      value: {
        dimensions: dimensions.map(({ path, label }) => ({ id: path, label })),
        studies,
        svg: withCellNames(svg),
        table: mapNumbers(table),
        opened: cell && { words: cell.words, studies: namedStudies(cell.ids, names, review) },
        remarks: mapRemarks(table),
        leftOut,
        downloads: [
          {
            words: "SVG",
            save: () => {
              saveFile("evidence-map.svg", standalone(), "image/svg+xml");
            },
          },
          {
            words: "PNG",
            save: () =>
              void pngOf(standalone()).then((png) => {
                saveFile("evidence-map.png", png, "image/png");
              }),
          },
          {
            words: "CSV",
            save: () => {
              saveFile("evidence-map.csv", mapCsv(table), "text/csv");
            },
          },
        ],
        chartingHref,
        more: (
          <>
            <SaveBanner saving={deeds.saving} />
            <SynthesisParts
              view={whole.value}
              mayChoose={mayChoose}
              comparable={form === undefined ? [] : comparableFields(form)}
              hrefOf={hrefOf}
              onOpenStudy={(study) => void navigate({ to: hrefOf(study) })}
              onFields={(fields) => {
                keep({ ...whole.value.choice, fields });
              }}
              onTimeline={(timeline) => {
                keep({ ...whole.value.choice, timeline });
              }}
              onComparison={(result) => {
                const before = whole.value.choice.comparison;
                keep({
                  ...whole.value.choice,
                  comparison: result === undefined ? undefined : { words: [], ...before, result },
                });
              }}
            />
          </>
        ),
      },
    };
  };
  return (
    <MapView
      state={state()}
      choice={choice ?? NONE}
      onChoose={(next) => {
        setChosen(next);
        setOpened(undefined);
        if (view.data !== undefined) keep(withMap(view.data.choice, next));
      }}
      onOpen={setOpened}
    />
  );
}
