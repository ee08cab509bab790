/** Colours have a contrast of at least 4.5 to 1 in both themes (WCAG 2.2, 1.4.3). */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fdfdfc;--fg:#1d2125;--dim:#57606a;--line:#d8dde3;--card:#f4f5f6;--ok:#17693a;--warn:#875600;--bad:#b3261e;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--bg:#15181b;--fg:#e4e7ea;--dim:#a0a9b3;--line:#363d44;--card:#1e2327;--ok:#6fcf97;--warn:#f0b849;--bad:#ff8a80;--link:#8ab8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1rem;background:var(--bg);color:var(--fg);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:0;font-family:ui-monospace,monospace}
p{margin:.35rem 0}.line::first-letter,.how::first-letter{text-transform:uppercase}a{color:var(--link)}
header{border-left:.4rem solid var(--dim);padding:.25rem 0 .25rem 1rem}
header.ready{border-color:var(--ok)}header.not{border-color:var(--bad)}header.doubt{border-color:var(--warn)}
.ready h1,.pass,.s-pass{color:var(--ok)}.not h1,.error,.s-fail,.s-inconclusive{color:var(--bad)}.doubt h1,.warning,.s-warn{color:var(--warn)}
.old header{border-color:var(--dim)}.old h1{color:var(--dim)}
.dim,.info,.s-skip{color:var(--dim)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600;white-space:nowrap}thead th{color:var(--dim);font-weight:400}
.names{table-layout:fixed}.names th{white-space:normal;width:45%}.names th:nth-child(2){width:6.5rem}
article{border:1px solid var(--line);border-radius:.4rem;background:var(--card);padding:.75rem 1rem;margin:.75rem 0}
pre{position:relative;margin:.35rem 0;padding:.6rem .75rem;background:var(--bg);border:1px solid var(--line);border-radius:.3rem;overflow-x:auto;font:.875rem/1.5 ui-monospace,monospace;white-space:pre}
main>header+*,main>p:last-child{margin-top:1.5rem}
.do{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:.75rem;align-items:end;margin-top:.6rem}.do>p{margin:0}.do>pre{grid-column:1/-1}
details>button{display:block;margin:.35rem 0 0 auto}
article>details,#notes{margin-top:.6rem}
button{font:inherit;font-size:.875rem;color:var(--link);background:none;border:1px solid var(--line);border-radius:.3rem;padding:.1rem .6rem;cursor:pointer}
:focus-visible{outline:.15rem solid var(--link);outline-offset:.15rem}
summary{cursor:pointer;color:var(--link);padding:.1rem 0}
#state{position:sticky;bottom:0;margin:0;background:var(--card)}#state:not(:empty){padding:.5rem .75rem;border:1px solid var(--line);border-radius:.3rem}
ul{list-style:none;margin:0;padding:0}li{padding:.15rem 0}time{color:var(--dim);margin-right:.5rem}
@media(max-width:40rem){pre{white-space:pre-wrap}table,tbody,td,th{display:block;border:0}thead{display:none}tr{display:grid;grid-template-columns:1fr auto;border-bottom:1px solid var(--line);padding:.4rem 0}td,th{padding:0}td:last-child{grid-column:1/-1}th,.names th{white-space:normal;width:auto}}
`.trim();
