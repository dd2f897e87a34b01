import { bibtex } from "./bibtex.ts";
import { clinicalTrials } from "./clinicaltrials.ts";
import { cslJson } from "./csl-json.ts";
import { csv, tsv } from "./csv.ts";
import { endnoteXml } from "./endnote-xml.ts";
import { enw } from "./enw.ts";
import { eppiJson } from "./eppi-json.ts";
import type { Format } from "./format.ts";
import { jsonl } from "./jsonl.ts";
import { mods } from "./mods.ts";
import { nbib } from "./nbib.ts";
import { ovid } from "./ovid.ts";
import { popJson } from "./pop-json.ts";
import { pubmedXml } from "./pubmed-xml.ts";
import { refworks } from "./refworks.ts";
import { ris } from "./ris.ts";
import { wos } from "./wos.ts";
import { xlsx } from "./xlsx.ts";

/** Every format, in the order in which a person is offered them. */
export const FORMATS: readonly Format[] = [
  ris,
  nbib,
  pubmedXml,
  bibtex,
  endnoteXml,
  enw,
  csv,
  tsv,
  xlsx,
  cslJson,
  wos,
  ovid,
  refworks,
  mods,
  popJson,
  eppiJson,
  clinicalTrials,
  jsonl,
];
