/** The report's one style sheet: paper first, then small screens, dark screens and print. No font is loaded. */
export const REPORT_STYLE = `
:root{--ink:#1d2427;--soft:#566268;--rule:#d5dcdf;--tint:#f1f5f6;--paper:#fffefc;--accent:#0b5563;--warn:#9c1c12;
--serif:Charter,"Bitstream Charter","Iowan Old Style","Source Serif 4","Sitka Text",Georgia,Cambria,"Liberation Serif",serif;
--sans:"Avenir Next","Segoe UI","Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;
--mono:ui-monospace,"SF Mono",Consolas,"Liberation Mono",Menlo,monospace}
*{box-sizing:border-box}
html{scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 var(--serif);overflow-wrap:break-word;
font-kerning:normal;font-variant-numeric:lining-nums}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:2px}
a:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:2}
.frame{max-width:78rem;margin:0 auto;padding:0 1.25rem 5rem}
header.top{padding:4.5rem 0 1.5rem;max-width:48rem}
.kicker{font:600 .8125rem/1.3 var(--sans);letter-spacing:.09em;text-transform:uppercase;color:var(--accent);margin:0 0 .9rem}
h1{font:650 2.35rem/1.16 var(--sans);letter-spacing:-.018em;margin:0 0 1.1rem;text-wrap:balance}
.meta{font:.9375rem/1.5 var(--sans);color:var(--soft);margin:0}
h2,h3,h4{font-family:var(--sans);line-height:1.25;letter-spacing:-.008em;text-wrap:balance}
h2{font-size:1.55rem;font-weight:650;margin:4rem 0 1.1rem;padding-top:1rem;border-top:2px solid var(--accent)}
h3{font-size:1.14rem;font-weight:650;margin:2.3rem 0 .6rem}
h4{font-size:1rem;font-weight:650;margin:1.8rem 0 .4rem}
.number{color:var(--accent);font-weight:500;margin-right:.6em;font-variant-numeric:tabular-nums}
p,ul,dl.definitions,.note{margin:.75rem 0;max-width:42rem}
p{hyphens:auto;text-wrap:pretty}
ul{padding-left:1.3rem}li{margin:.25rem 0}
nav.contents{font:.9375rem/1.45 var(--sans);margin:1.5rem 0 0;padding:1.1rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
nav.contents h2{font-size:.8125rem;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);border:0;margin:0 0 .5rem;padding:0}
nav.contents ol{list-style:none;margin:0;padding:0}
nav.contents>ol{columns:18rem 2;column-gap:2rem}
nav.contents li{margin:0;padding:.16rem 0;break-inside:avoid}
nav.contents ol ol{display:none}
nav.contents a{display:flex;color:inherit;text-decoration:none}
nav.contents a:hover{color:var(--accent);text-decoration:underline}
nav.contents .number{flex:none;width:2.7em;margin:0}
.note{font:.9375rem/1.5 var(--sans);padding:.7rem 1rem;border-left:3px solid var(--accent);background:var(--tint)}
.note.warning{border-color:var(--warn);color:var(--warn);font-weight:600}
dl.definitions{display:grid;grid-template-columns:minmax(8.5rem,12rem) 1fr;gap:.45rem 1.4rem;max-width:48rem;margin:1rem 0 1.2rem;padding:.9rem 0;
border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);line-height:1.5}
dt{font:600 .9rem/1.6 var(--sans);color:var(--soft)}dd{margin:0;min-width:0}
.wide{margin:1.5rem 0 2rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;min-width:min(100%,42rem);font:.9rem/1.45 var(--sans);font-variant-numeric:tabular-nums lining-nums}
table.dense{font-size:.84rem}
.caption,figcaption{font:.9rem/1.45 var(--sans);color:var(--soft);margin:0 0 .55rem;max-width:48rem}
.caption b,figcaption b{color:var(--ink);font-weight:650}
th{text-align:left;vertical-align:bottom;font-weight:650;padding:.45rem .9rem .45rem 0;border-bottom:1.5px solid var(--ink)}
td{vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--rule);min-width:4.5rem}
tbody tr:last-child td{border-bottom:1.5px solid var(--ink)}
.n{text-align:right;white-space:nowrap;min-width:0}
td.long{min-width:12rem}
figure{margin:1.5rem 0 2.2rem}
figcaption{margin:.7rem 0 0}
figure img,figure svg{display:block;max-width:100%;height:auto}
figure img{background:#fff}
figure.own svg{--flow-paper:var(--paper)}
pre{font:.82rem/1.5 var(--mono);white-space:pre-wrap;overflow-wrap:anywhere;background:var(--tint);padding:.9rem 1rem;margin:.6rem 0 1.4rem;max-width:56rem;border-radius:3px}
code{font:.86em var(--mono);overflow-wrap:anywhere}
footer{font:.875rem/1.5 var(--sans);color:var(--soft);border-top:1px solid var(--rule);margin-top:4rem;padding-top:1rem}
@media (min-width:75rem){
.frame{display:grid;grid-template-columns:14.5rem minmax(0,1fr);column-gap:4rem}
header.top{grid-column:2}
nav.contents{grid-column:1;grid-row:1/span 2;align-self:start;position:sticky;top:0;max-height:100vh;overflow-y:auto;border:0;margin:0;padding:4.6rem 0 2rem;font-size:.875rem;scrollbar-width:thin}
nav.contents>ol{columns:auto}
nav.contents ol ol{display:block;padding-left:0;color:var(--soft)}
nav.contents>ol>li{padding:.3rem 0}nav.contents>ol>li>a{font-weight:600}
main,footer{grid-column:2}
}
@media (max-width:40rem){
body{font-size:1rem}header.top{padding-top:2.2rem}h1{font-size:1.7rem}h2{font-size:1.3rem;margin-top:3rem}
dl.definitions{grid-template-columns:1fr;gap:.1rem}dd{margin-bottom:.6rem}
figure.own svg{min-width:46rem}
p{hyphens:manual}
}
@media screen and (prefers-color-scheme:dark){
:root{--ink:#e4eaec;--soft:#a3b0b5;--rule:#364147;--tint:#20282c;--paper:#161b1e;--accent:#7cc7d6;--warn:#ff9a92}
}
@media print{
@page{size:A4;margin:20mm 18mm 22mm;@bottom-center{content:counter(page);font:9pt sans-serif;color:#555}}
:root{--ink:#000;--soft:#444;--rule:#bbb;--tint:#f4f4f4;--paper:#fff}
body{font-size:10.5pt;line-height:1.45}
.frame{display:block;max-width:none;padding:0}.skip{display:none}
header.top{padding:0 0 1rem}h1{font-size:22pt}h2{font-size:15pt;margin-top:2rem}h3{font-size:11.5pt}
nav.contents{position:static;max-height:none;overflow:visible;padding:.8rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:9.5pt}
nav.contents>ol{columns:2}nav.contents ol ol{display:none}
a{color:inherit;text-decoration:none}
h2,h3,h4,.caption{break-after:avoid}
section.appendix{break-before:page}
figure,tr,dl.definitions>*{break-inside:avoid}thead{display:table-header-group}
.scroll{overflow:visible}table{font-size:8.5pt}table.dense{font-size:7.8pt}
td,th{min-width:0;padding-right:.5rem}td.long{min-width:0}
pre{font-size:8pt}
figure.own svg{max-height:230mm;width:auto;margin:0 auto}
p,li{orphans:3;widows:3}
}
`;
