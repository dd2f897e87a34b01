import { UserError } from "../base/error.ts";
import { type ChartedStudy, fieldAt, type Form, normalText, takesOther } from "../charting/index.ts";
import { type Category, type Dimension, dimension } from "./dimension.ts";
import type { Condition } from "./finding-file.ts";

/** Which studies meet a condition, which do not, and which do not say. */
export interface Sorted {
  met: readonly string[];
  unmet: readonly string[];
  /** Not reported or not charted: neither met nor unmet. */
  silent: readonly string[];
}

const names = (category: Category, text: string): boolean => {
  const wanted = normalText(text);
  return normalText(category.key.slice(1)) === wanted || normalText(category.label) === wanted;
};

function checkOptions(form: Form, whole: Dimension, texts: readonly string[]): void {
  const field = fieldAt(form, whole.path)?.field;
  const closed =
    field !== undefined && ["choice", "many", "yesno"].includes(field.type) && !takesOther(field);
  if (!closed) return;
  for (const text of texts)
    if (!whole.categories.some((category) => category.kind === "value" && names(category, text)))
      throw new UserError("findings.option", `"${text}" is no option of ${whole.label}`, {
        hint: `Options: ${whole.categories.map(({ key }) => key.slice(1)).join(", ")}.`,
      });
}

function within(category: Category, condition: Condition): boolean {
  const number = Number(category.key.slice(1));
  const { from = -Infinity, to = Infinity } = condition;
  return Number.isFinite(number) && number >= from && number <= to;
}

/**
 * Sorts studies by a condition: with `anyOf` one of a study's categories has to be named, with `noneOf` none may
 * be, with `from` and `to` one has to lie between. Conditions without any of them are met by all that say
 * anything. An option that the form does not know throws `findings.option`.
 */
export function sortBy(form: Form, studies: readonly ChartedStudy[], condition: Condition): Sorted {
  const whole = dimension(form, studies, condition.field);
  const { anyOf, noneOf } = condition;
  checkOptions(form, whole, [...(anyOf ?? []), ...(noneOf ?? [])]);
  const spans = condition.from !== undefined || condition.to !== undefined;
  const met: string[] = [];
  const unmet: string[] = [];
  const silent: string[] = [];
  for (const { id } of studies) {
    const own = whole.categories.filter(
      ({ key, kind }) => kind === "value" && whole.keys.get(id)?.includes(key),
    );
    const has = (texts: readonly string[]): boolean =>
      own.some((category) => texts.some((text) => names(category, text)));
    if (own.length === 0) silent.push(id);
    else if (anyOf !== undefined && !has(anyOf)) unmet.push(id);
    else if (noneOf !== undefined && has(noneOf)) unmet.push(id);
    else if (spans && !own.some((category) => within(category, condition))) unmet.push(id);
    else met.push(id);
  }
  return { met, unmet, silent };
}
