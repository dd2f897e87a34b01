/** Combining characters of LaTeX's accent commands (LaTeX2e, "The TEXbook" ch. 9, and T1's additions). */
const ACCENTS: Readonly<Record<string, string>> = {
  "`": "\u0300",
  "'": "\u0301",
  "^": "\u0302",
  "~": "\u0303",
  '"': "\u0308",
  "=": "\u0304",
  ".": "\u0307",
  u: "\u0306",
  v: "\u030c",
  H: "\u030b",
  c: "\u0327",
  k: "\u0328",
  r: "\u030a",
  d: "\u0323",
  b: "\u0331",
  t: "\u0361",
  h: "\u0309",
  G: "\u030f",
  U: "\u030e",
};

/** Commands that stand for characters. */
const SYMBOLS: ReadonlyMap<string, string> = new Map(
  (
    "ss ß|SS ẞ|ae æ|AE Æ|oe œ|OE Œ|aa å|AA Å|o ø|O Ø|l ł|L Ł|i ı|j ȷ|dh ð|DH Ð|dj đ|DJ Đ|th þ|TH Þ|ng ŋ|NG Ŋ|" +
    "textquoteleft ‘|textquoteright ’|textquotedblleft “|textquotedblright ”|textquotesingle '|textquotedbl \"|" +
    "textendash –|textemdash —|textellipsis …|ldots …|dots …|cdots ⋯|textbullet •|textperiodcentered ·|cdot ·|" +
    "textasciitilde ~|textasciicircum ^|textbackslash \\|textbar ||textless <|textgreater >|textunderscore _|" +
    "textbraceleft {|textbraceright }|lbrace {|rbrace }|textdollar $|textsection §|S §|P ¶|copyright ©|textcopyright ©|" +
    "textregistered ®|texttrademark ™|textdegree °|degree °|textmu µ|micro µ|texteuro €|euro €|pounds £|textsterling £|" +
    "textexclamdown ¡|textquestiondown ¿|guillemotleft «|guillemotright »|guilsinglleft ‹|guilsinglright ›|" +
    "alpha α|beta β|gamma γ|delta δ|epsilon ε|varepsilon ε|zeta ζ|eta η|theta θ|vartheta ϑ|iota ι|kappa κ|lambda λ|" +
    "mu μ|nu ν|xi ξ|pi π|rho ρ|sigma σ|varsigma ς|tau τ|upsilon υ|phi φ|varphi φ|chi χ|psi ψ|omega ω|Gamma Γ|Delta Δ|" +
    "Theta Θ|Lambda Λ|Xi Ξ|Pi Π|Sigma Σ|Upsilon Υ|Phi Φ|Psi Ψ|Omega Ω|pm ±|textpm ±|mp ∓|times ×|texttimes ×|div ÷|" +
    "le ≤|leq ≤|leqslant ≤|ge ≥|geq ≥|geqslant ≥|ne ≠|neq ≠|approx ≈|sim ∼|simeq ≃|equiv ≡|propto ∝|infty ∞|to →|" +
    "rightarrow →|leftarrow ←|leftrightarrow ↔|Rightarrow ⇒|uparrow ↑|downarrow ↓|partial ∂|nabla ∇|sum ∑|prod ∏|int ∫|" +
    "sqrt √|in ∈|notin ∉|subset ⊂|cup ∪|cap ∩|forall ∀|exists ∃|ll ≪|gg ≫|ast ∗|circ ∘|star ⋆|prime ′|ell ℓ|hbar ℏ|" +
    "angstrom Å|textonehalf ½|textonequarter ¼|textthreequarters ¾|dagger †|ddagger ‡|quad  |qquad  |space  |newline  |par  |" +
    "TeX TeX|LaTeX LaTeX|BibTeX BibTeX|mathsurround "
  )
    .split("|")
    .map((pair): [string, string] => {
      const space = pair.indexOf(" ");
      return [pair.slice(0, space), pair.slice(space + 1)];
    })
    .concat([
      ["textbar", "|"],
      ["mid", "|"],
    ]),
);

/** Commands that leave their argument as it is. */
const WRAPPERS =
  /^(?:text(?:it|bf|rm|sf|tt|sc|sl|up|md|normal|superscript|subscript)?|emph|math(?:rm|bf|it|cal|bb|sf|tt|frak|scr|normal)|mbox|hbox|uppercase|lowercase|MakeUppercase|MakeLowercase|url|ensuremath|boldsymbol|bm|operatorname|underline|enquote|mkbibquote|mkbibemph|noopsort|left|right|bf|it|em|rm|sc|sf|tt|sl|small|large|tiny|protect|relax|limits|displaystyle|textstyle|nobreak|allowbreak|bibinfo|natexlab)$/;

const SUPER: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "+": "⁺",
  "-": "⁻",
  n: "ⁿ",
};
const SUB: Readonly<Record<string, string>> = {
  "0": "₀",
  "1": "₁",
  "2": "₂",
  "3": "₃",
  "4": "₄",
  "5": "₅",
  "6": "₆",
  "7": "₇",
  "8": "₈",
  "9": "₉",
  "+": "₊",
  "-": "₋",
};

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

class Decoder {
  private readonly source: string;
  private at = 0;
  private math = false;
  private readonly depth: number;

  constructor(source: string, depth: number) {
    this.source = source;
    this.depth = depth;
  }

  run(): string {
    const { source } = this;
    let out = "";
    while (this.at < source.length) {
      const char = source.charAt(this.at);
      if (char === "\\") out += this.command();
      else if (char === "{" || char === "}") this.at++;
      else if (char === "$") {
        this.at += source.charAt(this.at + 1) === "$" ? 2 : 1;
        this.math = !this.math;
      } else if (char === "~") {
        out += " ";
        this.at++;
      } else if (this.math && (char === "^" || char === "_")) out += this.script(char);
      else if (char === "-" || char === "`" || char === "'") out += this.ligature(char);
      else {
        const next = this.plainEnd();
        out += source.slice(this.at, next);
        this.at = next;
      }
    }
    return out.normalize("NFC");
  }

  private plainEnd(): number {
    const { source } = this;
    let end = this.at + 1;
    while (end < source.length && !SPECIAL.has(source.charCodeAt(end))) end++;
    return end;
  }

  private ligature(char: string): string {
    const { source } = this;
    const run = char === "-" ? 3 : 2;
    let length = 1;
    while (length < run && source.charAt(this.at + length) === char) length++;
    this.at += length;
    if (char === "-") return ["-", "–", "—"][length - 1] ?? "-";
    if (length === 2) return char === "`" ? "“" : "”";
    return char;
  }

  /** A superscript or subscript: by its Unicode characters where all have one, else as plain text. */
  private script(mark: string): string {
    this.at++;
    const inner = decode(this.argument(), this.depth + 1);
    const table = mark === "^" ? SUPER : SUB;
    const mapped = [...inner].map((char) => table[char]);
    return mapped.every((char) => char !== undefined) ? mapped.join("") : inner;
  }

  /** The group or the one character or command that follows, undecoded. */
  private argument(): string {
    const { source } = this;
    while (source.charAt(this.at) === " ") this.at++;
    if (source.charAt(this.at) === "{") {
      let depth = 0;
      const start = this.at + 1;
      for (; this.at < source.length; this.at++) {
        const char = source.charAt(this.at);
        if (char === "\\") this.at++;
        else if (char === "{") depth++;
        else if (char === "}" && --depth === 0) {
          this.at++;
          return source.slice(start, this.at - 1);
        }
      }
      return source.slice(start);
    }
    const start = this.at;
    if (source.charAt(this.at) === "\\") {
      this.at += 2;
      if (isLetter(source.charCodeAt(this.at - 1))) while (isLetter(source.charCodeAt(this.at))) this.at++;
    } else
      this.at +=
        source.codePointAt(this.at) === undefined
          ? 0
          : String.fromCodePoint(source.codePointAt(this.at) ?? 0).length;
    return source.slice(start, this.at);
  }

  private command(): string {
    const { source } = this;
    const first = source.charAt(this.at + 1);
    if (!isLetter(first.charCodeAt(0))) return this.controlSymbol(first);
    let end = this.at + 1;
    while (isLetter(source.charCodeAt(end))) end++;
    const name = source.slice(this.at + 1, end);
    const accent = name.length === 1 ? ACCENTS[name] : undefined;
    this.at = end;
    if (accent !== undefined && /[\s{\\]/.test(source.charAt(end))) return this.accented(accent);
    const symbol = SYMBOLS.get(name);
    if (symbol !== undefined) {
      // the spaces after a command's name only end the name; an empty group keeps them apart
      while (source.charAt(this.at) === " ") this.at++;
      if (source.startsWith("{}", this.at)) this.at += 2;
      return symbol;
    }
    if (WRAPPERS.test(name)) {
      if (name === "textsuperscript") return this.script2("^");
      if (name === "textsubscript") return this.script2("_");
      if (source.charAt(this.at) === " ") this.at++;
      return "";
    }
    if (name === "href") {
      this.argument();
      return "";
    }
    return `\\${name}`;
  }

  private script2(mark: string): string {
    this.at--;
    return this.script(mark);
  }

  private controlSymbol(char: string): string {
    this.at += 2;
    const accent = ACCENTS[char];
    if (accent !== undefined) {
      const next = this.source.charAt(this.at);
      if (next === "" || /[\s;,.]/.test(next) || this.source.startsWith("{}", this.at)) return char;
      return this.accented(accent);
    }
    if (char === "\\" || char === " " || char === "\n" || char === "," || char === ";" || char === ":")
      return " ";
    if (char === "-" || char === "/" || char === "!" || char === "") return "";
    if (char === "(" || char === ")" || char === "[" || char === "]") {
      this.math = char === "(" || char === "[";
      return "";
    }
    return char;
  }

  private accented(mark: string): string {
    const inner = decode(this.argument(), this.depth + 1);
    // an accent sits on a letter without its own dot
    const base = inner.replace(/^ı/, "i").replace(/^ȷ/, "j");
    const letter = base === "" ? "" : String.fromCodePoint(base.codePointAt(0) ?? 32);
    return `${letter}${mark}${base.slice(letter.length)}`;
  }
}

const SPECIAL: ReadonlySet<number> = new Set([..."\\{}$~^_-`'"].map((char) => char.charCodeAt(0)));
const ANY_SPECIAL = /[\\{}$~]|--|``|''/;
/** Arguments within arguments deeper than this mean nothing in a bibliography, and could exhaust the stack. */
const MAX_NESTING = 30;

function decode(text: string, depth: number): string {
  if (!ANY_SPECIAL.test(text) && !(depth > 0 && /[\^_]/.test(text))) return text;
  return depth > MAX_NESTING ? text.replace(/[\\{}]/g, "") : new Decoder(text, depth).run();
}

/** Text as LaTeX would print it: accents, symbols, dashes, quotes; braces gone, simple mathematics in Unicode. */
export function decodeLatex(text: string): string {
  return decode(text, 0);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
};

/** Writes plain text so that LaTeX prints it and `decodeLatex` gives it back; letters beyond ASCII stay themselves. */
export function encodeLatex(text: string): string {
  return text
    .replace(/[\\{}~^&%$#_]/g, (char) => ESCAPES[char] ?? char)
    .replace(/-(?=-)/g, "-{}")
    .replace(/'(?=')/g, "'{}")
    .replace(/`(?=`)/g, "`{}");
}
