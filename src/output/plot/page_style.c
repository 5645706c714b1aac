/* page_style.c -- the style sheet of a page. */
#include <stddef.h>

#include "output/plot/page_parts.h"

const char *const page_style[] = {
    "* { box-sizing: border-box; }\n",
    "body { margin: 0 auto; max-width: 1240px; padding: 1rem 1.2rem; "
    "font: 15px/1.45 system-ui, sans-serif; background: "
    "var(--background); color: var(--ink); }\n",
    "h1 { font-size: 1.4rem; font-weight: 600; margin: .4rem 0 1rem; }\n",
    "table { border-collapse: collapse; margin: 0 0 1rem; "
    "font-variant-numeric: tabular-nums; }\n",
    "th, td { padding: .22rem 1.1rem .22rem 0; text-align: right; "
    "border-bottom: 1px solid var(--grid); font-weight: normal; }\n",
    "th:first-child:not([scope=col]), th.name, th[scope=row] { text-align: "
    "left; }\n",
    ".ranked td { font: 13px ui-monospace, monospace; white-space: pre; }\n",
    "th[scope=col] { color: var(--frame); }\n",
    "table { display: block; overflow-x: auto; white-space: nowrap; }\n",
    "#views { display: grid; grid-template-columns: repeat(auto-fit, "
    "minmax(min(480px, 100%), 1fr)); gap: .6rem 1.4rem; }\n",
    "figure { margin: 0; min-width: 0; }\n",
    "figcaption { text-align: center; font-size: 1.05rem; }\n",
    "svg { display: block; width: 100%; height: auto; touch-action: "
    "pan-y; user-select: none; }\n",
    "svg:focus-visible, button:focus-visible, summary:focus-visible { "
    "outline: 2px solid var(--p0); outline-offset: 2px; }\n",
    "svg text { font-size: 12.5px; fill: var(--ink); }\n",
    "figure svg[tabindex] { cursor: crosshair; }\n",
    ".grid { stroke: var(--grid); fill: none; }\n",
    ".frame { stroke: var(--frame); fill: none; }\n",
    ".curve { fill: none; stroke-width: 2; stroke-linejoin: round; }\n",
    ".faint { stroke-width: 1; opacity: .4; }\n",
    ".mark { stroke: var(--frame); stroke-dasharray: 5 5; }\n",
    ".notes { margin: 0 0 0 76px; color: var(--frame); font-size: .88rem; "
    "}\n",
    ".halo { fill: none; stroke: var(--background); stroke-width: 5; "
    "stroke-linejoin: round; }\n",
    ".band { opacity: .2; }\n",
    ".area { stroke: var(--frame); stroke-width: .5; vector-effect: "
    "non-scaling-stroke; }\n",
    ".end { stroke: var(--background); stroke-width: 2; }\n",
    ".start { fill: var(--background); stroke: var(--ink); stroke-width: "
    "2; }\n",
    "svg .star { font-size: 20px; stroke: var(--background); "
    "stroke-width: 4px; paint-order: stroke; }\n",
    "svg .best { font-size: 20px; fill: #fff; stroke: #000; "
    "stroke-width: 3px; paint-order: stroke; }\n",
    ".hair path { stroke: var(--ink); stroke-width: 1; opacity: .6; }\n",
    ".hair circle { stroke: var(--background); stroke-width: 1.5; }\n",
    ".hair, .shade { pointer-events: none; }\n",
    ".shade { fill: var(--p0); opacity: .15; }\n",
    ".read { margin: 0 0 .4rem 76px; min-height: 1.45em; "
    "font-variant-numeric: tabular-nums; }\n",
    ".read span::before, #legend button::before { content: \"\"; "
    "display: inline-block; width: 1.1em; height: .28em; margin: 0 .4em "
    "0 .9em; vertical-align: middle; background: var(--c); }\n",
    "#legend { display: flex; flex-wrap: wrap; gap: .3rem; margin: 0 0 "
    ".6rem; align-items: center; }\n",
    "button { font: inherit; color: inherit; background: none; border: "
    "1px solid var(--grid); border-radius: 5px; padding: .15rem .7rem "
    ".15rem .1rem; cursor: pointer; }\n",
    "button[aria-pressed=\"false\"] { opacity: .45; text-decoration: "
    "line-through; }\n",
    "#whole { padding-left: .7rem; }\n",
    "#whole:disabled { display: none; }\n",
    "summary { cursor: pointer; margin-top: .5rem; }\n",
    "pre { overflow: auto; max-height: 30rem; }\n",
    ".help { color: var(--frame); font-size: .88rem; margin: .3rem 0; }\n",
    "@media print { body { max-width: none; } #whole, .read, .help, "
    "details { display: none; } figure { break-inside: avoid; } }\n",
    NULL,
};
