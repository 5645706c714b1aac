/* page_drawing.c -- the script of a page that draws panels: axes, curves and
 * bands. */
#include <stddef.h>

#include "output/plot/page_parts.h"

const char *const page_drawing[] = {
    "'use strict';\n",
    "const data = JSON.parse(document.getElementById('chart').textContent"
    ");\n",
    "const NS = 'http://www.w3.org/2000/svg';\n",
    "const off = new Set();\n",
    "const views = [];\n",
    "let range = [data.first, data.last], at = null;\n",
    "\n",
    "function add(parent, name, attributes, text) {\n",
    "  const node = document.createElementNS(NS, name);\n",
    "  for (const key in attributes) node.setAttribute(key, "
    "attributes[key]);\n",
    "  if (text !== undefined) node.textContent = text;\n",
    "  parent.appendChild(node);\n",
    "  return node;\n",
    "}\n",
    "\n",
    "function shown(value) {\n",
    "  if (value === null) return 'none';\n",
    "  if (value === 0) return '0';\n",
    "  const text = String(Number(value.toPrecision(6)));\n",
    "  return text.length < 12 ? text : value.toExponential(5);\n",
    "}\n",
    "\n",
    "function raised(e) {\n",
    "  return '10' + String(e).replace(/[-\\d]/g, c => c === '-' ? "
    "'\\u207b' :\n",
    "    '\\u2070\\u00b9\\u00b2\\u00b3\\u2074\\u2075\\u2076\\u2077\\u2078"
    "\\u2079'[c]);\n",
    "}\n",
    "\n",
    "// Tics at multiples of 1, 2 or 5 times a power of ten, or at "
    "powers of ten.\n",
    "function tics(low, high, log, most) {\n",
    "  const found = [];\n",
    "  if (log) {\n",
    "    const a = Math.ceil(Math.log10(low) - 1e-9);\n",
    "    const b = Math.floor(Math.log10(high) + 1e-9);\n",
    "    const step = Math.max(1, Math.ceil((b - a) / most));\n",
    "    for (let e = Math.ceil(a / step) * step; e <= b; e += step)\n",
    "      found.push([Math.pow(10, e),\n",
    "        e < -3 || e > 3 ? raised(e) : String(Number(Math.pow(10, "
    "e).toPrecision(1)))]);\n",
    "    if (found.length > 1) return found;\n",
    "    found.length = 0;\n",
    "  }\n",
    "  let unit = Math.pow(10, Math.floor(Math.log10((high - low) / "
    "most)));\n",
    "  for (const digit of [2, 2.5, 2]) if ((high - low) / unit > most) "
    "unit *= digit;\n",
    "  for (let i = Math.ceil(low / unit - 1e-9); i * unit <= high + "
    "unit * 1e-9; i++)\n",
    "    found.push([i * unit, shown(Number((i * "
    "unit).toPrecision(12)))]);\n",
    "  return found;\n",
    "}\n",
    "\n",
    "function scale(low, high, from, to, log) {\n",
    "  const f = log ? Math.log : v => v, a = f(low), b = f(high);\n",
    "  return v => from + (f(v) - a) / (b - a) * (to - from);\n",
    "}\n",
    "\n",
    "function nearest(xs, x) {\n",
    "  let low = 0, high = xs.length - 1;\n",
    "  while (high - low > 1) {\n",
    "    const middle = (low + high) >> 1;\n",
    "    if (xs[middle] <= x) low = middle; else high = middle;\n",
    "  }\n",
    "  return Math.abs(xs[high] - x) < Math.abs(xs[low] - x) ? high : "
    "low;\n",
    "}\n",
    "\n",
    "// The values that are seen, with those beside them.\n",
    "function extent(panel) {\n",
    "  let low = Infinity, high = -Infinity, least = Infinity;\n",
    "  for (const curve of panel.curves) {\n",
    "    if (off.has(curve.pen)) continue;\n",
    "    for (let i = 0; i < curve.x.length; i++) {\n",
    "      const v = curve.y[i];\n",
    "      if (v === null || curve.x[i] < range[0] || curve.x[i] > "
    "range[1]) continue;\n",
    "      low = Math.min(low, v);\n",
    "      high = Math.max(high, v);\n",
    "      if (v > 0) least = Math.min(least, v);\n",
    "    }\n",
    "  }\n",
    "  if (low > high) return {low: 0, high: 1, log: false};\n",
    "  if (panel.limits) return {low: panel.limits[0], high: "
    "panel.limits[1],\n",
    "    log: panel.log && panel.limits[0] > 0};\n",
    "  if (panel.log && least <= high) {\n",
    "    low = Math.max(least, panel.ends[0]);\n",
    "    high = Math.min(high, panel.ends[1]);\n",
    "    if (!(high > low)) return {low: low / 2, high: low * 2, log: "
    "true};\n",
    "    const more = Math.pow(high / low, 0.03);\n",
    "    return {low: low / more, high: high * more, log: true};\n",
    "  }\n",
    "  if (high === low) return {low: Math.min(0, 2 * low), high: "
    "Math.max(0, 2 * high) || 1, log: false};\n",
    "  if (low > 0 && low < high / 2) low = 0;\n",
    "  return {low, high: high + (high - low) * 0.04, log: false};\n",
    "}\n",
    "\n",
    "// Steps of a rate are steps, and no slopes.\n",
    "function jumps(ys, i) {\n",
    "  return ys[i - 1] !== null && ys[i] !== ys[i - 1] && (i < 2 || "
    "ys[i - 2] === ys[i - 1]) &&\n",
    "    (i + 1 === ys.length || ys[i + 1] === ys[i]);\n",
    "}\n",
    "\n",
    "function line(curve, x, y, clip) {\n",
    "  let d = '', pen = false;\n",
    "  for (let i = 0; i < curve.x.length; i++) {\n",
    "    const v = curve.y[i];\n",
    "    if (v === null) { pen = false; continue; }\n",
    "    const up = clip.log && v <= 0 ? clip.bottom : y(v);\n",
    "    if (pen && clip.steps && jumps(curve.y, i)) d += 'H' + "
    "x(curve.x[i]).toFixed(1);\n",
    "    d += (pen ? 'L' : 'M') + x(curve.x[i]).toFixed(1) + ' ' +\n",
    "      Math.max(-9999, Math.min(9999, up)).toFixed(1);\n",
    "    pen = true;\n",
    "  }\n",
    "  return d;\n",
    "}\n",
    "\n",
    "function band(low, high, x, y, clip) {\n",
    "  const points = [];\n",
    "  for (let i = 0; i < low.x.length; i++)\n",
    "    if (low.y[i] !== null) points.push([low.x[i], low.y[i]]);\n",
    "  for (let i = high.x.length - 1; i >= 0; i--)\n",
    "    if (high.y[i] !== null) points.push([high.x[i], high.y[i]]);\n",
    "  return points.map((p, i) => (i ? 'L' : 'M') + x(p[0]).toFixed(1) "
    "+ ' ' +\n",
    "    (clip.log && p[1] <= 0 ? clip.bottom : "
    "y(p[1])).toFixed(1)).join('');\n",
    "}\n",
    "\n",
    "function axes(svg, box, x, y, xt, yt, name, label, grid) {\n",
    "  for (const [v, text] of xt) {\n",
    "    if (grid) add(svg, 'path', {class: 'grid', d: `M${x(v)} "
    "${box.top}V${box.bottom}`});\n",
    "    add(svg, 'text', {x: x(v), y: box.bottom + 18, 'text-anchor': "
    "'middle'}, text);\n",
    "  }\n",
    "  for (const [v, text] of yt) {\n",
    "    if (grid) add(svg, 'path', {class: 'grid', d: `M${box.left} "
    "${y(v)}H${box.right}`});\n",
    "    add(svg, 'text', {x: box.left - 8, y: y(v) + 4, 'text-anchor': "
    "'end'}, text);\n",
    "  }\n",
    "  add(svg, 'path', {class: 'frame', d: `M${box.left} "
    "${box.top}V${box.bottom}H${box.right}`});\n",
    "  add(svg, 'text', {x: (box.left + box.right) / 2, y: box.bottom + "
    "38, 'text-anchor': 'middle'}, name);\n",
    "  add(svg, 'text', {transform: `translate(14 ${(box.top + "
    "box.bottom) / 2}) rotate(-90)`,\n",
    "    'text-anchor': 'middle'}, label);\n",
    "}\n",
    "\n",
    "function drawMarks(svg, panel, box, x) {\n",
    "  if (!panel.steps && !data.named) return;\n",
    "  data.marks.forEach(([step, name], i) => {\n",
    "    if (step <= range[0] || step >= range[1]) return;\n",
    "    const late = x(step) > box.left + 0.7 * (box.right - box.left);\n",
    "    add(svg, 'path', {class: 'mark', d: `M${x(step)} "
    "${box.top}V${box.bottom}`});\n",
    "    if (name) add(svg, 'text', {x: x(step) + (late ? -6 : 6), y: "
    "box.top + 14 + 18 * i,\n",
    "      'text-anchor': late ? 'end' : 'start'}, name);\n",
    "  });\n",
    "}\n",
    "\n",
    "function drawPanel(view) {\n",
    "  const {svg, panel} = view, wide = svg.clientWidth || 800, high = "
    "300;\n",
    "  const box = {left: 76, right: wide - 24, top: 12, bottom: high - "
    "48};\n",
    "  const seen = extent(panel);\n",
    "  const x = scale(range[0], range[1], box.left, box.right, "
    "data.logx);\n",
    "  const y = scale(seen.low, seen.high, box.bottom, box.top, "
    "seen.log);\n",
    "  svg.textContent = '';\n",
    "  svg.setAttribute('viewBox', `0 0 ${wide} ${high}`);\n",
    "  add(add(svg, 'clipPath', {id: 'k' + view.number}), 'rect', {x: "
    "box.left, y: box.top,\n",
    "    width: Math.max(box.right - box.left, 1), height: box.bottom - "
    "box.top});\n",
    "  axes(svg, box, x, y, tics(range[0], range[1], data.logx, wide / "
    "110),\n",
    "    tics(seen.low, seen.high, seen.log, 6), data.axis, panel.label, "
    "true);\n",
    "  const inside = add(svg, 'g', {'clip-path': "
    "`url(#k${view.number})`});\n",
    "  const clip = {log: seen.log, bottom: box.bottom, steps: "
    "panel.steps};\n",
    "  drawMarks(svg, panel, box, x);\n",
    "  panel.curves.forEach((curve, i) => {\n",
    "    if (off.has(curve.pen)) return;\n",
    "    const next = panel.curves[i + 1];\n",
    "    if (curve.part === 1 && next && next.part === 2)\n",
    "      add(inside, 'path', {class: 'band', fill: "
    "`var(--p${curve.pen})`, d: band(curve, next, x, y, clip)});\n",
    "  });\n",
    "  for (const curve of [...panel.curves].sort((a, b) => b.part - "
    "a.part)) {\n",
    "    if (off.has(curve.pen) || curve.part === 1 || curve.part === 2) "
    "continue;\n",
    "    if (panel.points || curve.points)\n",
    "      curve.x.forEach((v, i) => curve.y[i] === null ||\n",
    "        add(inside, 'circle', {cx: x(v), cy: y(curve.y[i]), r: 2.5, "
    "fill: `var(--p${curve.pen})`}));\n",
    "    else\n",
    "      add(inside, 'path', {class: curve.part ? 'curve faint' : "
    "'curve', stroke: `var(--p${curve.pen})`,\n",
    "        'stroke-dasharray': data.pens[curve.pen].dash, d: "
    "line(curve, x, y, clip)});\n",
    "  }\n",
    "  for (const curve of data.swept ? panel.curves : [])\n",
    "    curve.x.forEach((v, i) => curve.y[i] !== null || "
    "off.has(curve.pen) || v < range[0] || v > range[1] ||\n",
    "      add(svg, 'text', {class: 'lost', x: x(v), y: box.top + 5, style: "
    "`fill: var(--p${curve.pen})`,\n",
    "        'text-anchor': 'middle'}, '\u00d7'));\n",
    "  if (data.best && data.best[0] >= range[0] && data.best[0] <= "
    "range[1]) add(svg, 'text', {class: 'star', x: "
    "x(data.best[0]), y: y(data.best[1]) + 7,\n",
    "    'text-anchor': 'middle'}, '\u2605');\n",
    "  Object.assign(view, {box, x, y, seen});\n",
    "  view.hair = add(svg, 'g', {class: 'hair'});\n",
    "  drawHair(view);\n",
    "}\n",
    "\n",
    NULL,
};
