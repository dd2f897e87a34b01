import { tidySpace } from "./entities.ts";

// ISO 639-1 where there is one: two-letter code, ISO 639-2 codes, English name.
const LANGUAGES = `en eng english|zh chi zho chinese|es spa spanish castilian|fr fre fra french|de ger deu german
pt por portuguese|ru rus russian|ja jpn japanese|it ita italian|ko kor korean|pl pol polish|tr tur turkish
fa per fas persian farsi|nl dut nld dutch flemish|cs cze ces czech|hu hun hungarian|sv swe swedish|da dan danish
no nor norwegian|nb nob|nn nno|fi fin finnish|el gre ell greek|he heb hebrew|ar ara arabic|uk ukr ukrainian
hr hrv scr croatian|sr srp scc serbian|sk slo slk slovak|sl slv slovenian slovene|ro rum ron romanian
bg bul bulgarian|ca cat catalan|lt lit lithuanian|lv lav latvian|et est estonian|is ice isl icelandic
af afr afrikaans|id ind indonesian|ms may msa malay|vi vie vietnamese|th tha thai|hi hin hindi|la lat latin
bs bos bosnian|mk mac mkd macedonian|sq alb sqi albanian|eu baq eus basque|gl glg galician|cy wel cym welsh
ka geo kat georgian|hy arm hye armenian|az aze azerbaijani|kk kaz kazakh|ga gle irish|be bel belarusian
ur urd urdu|bn ben bengali|mul multiple multilingual|und undetermined`;

const CODES: ReadonlyMap<string, string> = new Map(
  LANGUAGES.split(/[|\n]/).flatMap((line) => {
    const names = line.trim().split(" ");
    return names.map((name) => [name, names[0] ?? name] as const);
  }),
);

const LONGEST = 500;

/** A language as its ISO 639 code (`English`, `eng`, `EN-US` give `en`); several are joined by `, `; unknown names stay. */
export function cleanLanguage(text: string): string | undefined {
  const trimmed = tidySpace(text.slice(0, LONGEST));
  const whole = CODES.get(trimmed.toLowerCase());
  if (whole !== undefined) return whole;
  const codes: string[] = [];
  const words = trimmed.split(" ");
  // MEDLINE by way of others lists bare codes: `eng ger`.
  const parts = words.every((word) => CODES.has(word.toLowerCase()))
    ? words
    : trimmed.split(/\s*[;,/|]\s*|\s+and\s+/);
  for (const part of parts) {
    if (part === "") continue;
    const name = part.toLowerCase().replace(/\.$/, "");
    const code = CODES.get(name) ?? CODES.get(name.replace(/[-_].*$/, "")) ?? part;
    if (!codes.includes(code)) codes.push(code);
  }
  return codes.length === 0 ? undefined : codes.join(", ");
}
