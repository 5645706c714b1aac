/* page_maps.c -- the script of a page that draws its crosshair and its maps. */
#include <stddef.h>

#include "output/plot/page_parts.h"

const char *const page_maps[] = {
    "// The crosshair of a panel, and the values on it.\n",
    "function drawHair(view) {\n",
    "  const {hair, box, panel, x, y} = view;\n",
    "  hair.textContent = '';\n",
    "  view.read.textContent = '';\n",
    "  if (at === null || at < range[0] || at > range[1]) return;\n",
    "  add(hair, 'path', {d: `M${x(at)} ${box.top}V${box.bottom}`});\n",
    "  const words = [];\n",
    "  for (const curve of panel.curves) {\n",
    "    if (off.has(curve.pen) || !curve.x.length) continue;\n",
    "    const i = nearest(curve.x, at), value = curve.y[i];\n",
    "    if (curve.part === 0 && value !== null && !(view.seen.log && "
    "value <= 0))\n",
    "      add(hair, 'circle', {cx: x(curve.x[i]), cy: y(value), r: 4, "
    "fill: `var(--p${curve.pen})`});\n",
    "    words.push([curve, value]);\n",
    "  }\n",
    "  const step = document.createElement('b');\n",
    "  step.textContent = `${data.axis} ${shown(at)}`;\n",
    "  view.read.append(step);\n",
    "  for (const [curve, value] of words) {\n",
    "    const item = document.createElement('span');\n",
    "    item.style.setProperty('--c', `var(--p${curve.pen})`);\n",
    "    item.textContent = (panel.curves.length > 1 ? curve.name + ' ' "
    ": '') + shown(value);\n",
    "    view.read.append(item);\n",
    "  }\n",
    "}\n",
    "\n",
    "function drawMap(view) {\n",
    "  const {svg, map} = view, wide = svg.clientWidth || 600;\n",
    "  const high = Math.min(wide * 0.8, 560);\n",
    "  const box = {left: 76, right: wide - 24, top: 12, bottom: high - "
    "48};\n",
    "  const x = scale(map.low[0], map.high[0], box.left, box.right, "
    "false);\n",
    "  const y = scale(map.low[1], map.high[1], box.bottom, box.top, "
    "false);\n",
    "  svg.textContent = '';\n",
    "  svg.setAttribute('viewBox', `0 0 ${wide} ${high}`);\n",
    "  const area = add(svg, 'svg', {x: box.left, y: box.top, width: "
    "box.right - box.left,\n",
    "    height: box.bottom - box.top, viewBox: '0 0 1000 1000', "
    "preserveAspectRatio: 'none'});\n",
    "  add(area, 'rect', {width: 1000, height: 1000, fill: "
    "`var(--b${map.top})`});\n",
    "  for (const [colour, d] of map.areas)\n",
    "    add(area, 'path', {class: 'area', fill: `var(--b${colour})`, "
    "d});\n",
    "  add(add(svg, 'clipPath', {id: 'k' + view.number}), 'rect', {x: "
    "box.left, y: box.top,\n",
    "    width: box.right - box.left, height: box.bottom - box.top});\n",
    "  const inside = add(svg, 'g', {'clip-path': "
    "`url(#k${view.number})`});\n",
    "  for (const path of map.paths) {\n",
    "    if (off.has(path.pen)) continue;\n",
    "    const points = path.x.map((v, i) => [x(v), y(path.y[i])]);\n",
    "    const d = points.map((p, i) => (i ? 'L' : 'M') + "
    "p[0].toFixed(1) + ' ' + p[1].toFixed(1)).join('');\n",
    "    add(inside, 'path', {class: 'halo', d});\n",
    "    add(inside, 'path', {class: 'curve', stroke: "
    "`var(--p${path.pen})`,\n",
    "      'stroke-dasharray': data.pens[path.pen].dash, d});\n",
    "    const end = points[points.length - 1];\n",
    "    add(inside, 'circle', {class: 'end', cx: end[0], cy: end[1], r: "
    "5, fill: `var(--p${path.pen})`});\n",
    "  }\n",
    "  for (const p of map.lowest)\n",
    "    add(inside, 'text', {class: 'star', x: x(p[0]), y: y(p[1]) + 7, "
    "'text-anchor': 'middle'}, '\\u2605');\n",
    "  for (const p of map.start)\n",
    "    add(inside, 'circle', {class: 'start', cx: x(p[0]), cy: "
    "y(p[1]), r: 5});\n",
    "  axes(svg, box, x, y, tics(map.low[0], map.high[0], false, wide / "
    "90),\n",
    "    tics(map.low[1], map.high[1], false, 6), map.names[0], "
    "map.names[1]);\n",
    "  Object.assign(view, {box, x, y});\n",
    "  view.hair = add(svg, 'g', {class: 'hair'});\n",
    "  drawPlaces(view);\n",
    "}\n",
    "\n",
    "// Where each path is at the step of the crosshair.\n",
    "function drawPlaces(view) {\n",
    "  view.hair.textContent = '';\n",
    "  if (at === null) return;\n",
    "  for (const path of view.map.paths) {\n",
    "    if (off.has(path.pen)) continue;\n",
    "    const i = nearest(path.s, at);\n",
    "    add(view.hair, 'circle', {class: 'end', cx: view.x(path.x[i]), "
    "cy: view.y(path.y[i]), r: 6,\n",
    "      fill: `var(--p${path.pen})`});\n",
    "  }\n",
    "}\n",
    "\n",
    "function drawScale(svg, left, box) {\n",
    "  const {log, ends, colours} = data.scale, top = box.top + 16;\n",
    "  const piece = (box.bottom - top) / colours.length;\n",
    "  colours.forEach((fill, i) => add(svg, 'rect', {x: left, width: 14, "
    "height: piece + .5,\n",
    "    y: box.bottom - (i + 1) * piece, fill}));\n",
    "  const y = scale(ends[0], ends[1], box.bottom, top, log);\n",
    "  let found = tics(ends[0], ends[1], log, 8);\n",
    "  if (found.length < 2) found = ends.map(v => [v, "
    "String(Number(v.toPrecision(3)))]);\n",
    "  for (const [v, text] of found) add(svg, 'text', {x: left + 20, y: "
    "y(v) + 4}, text);\n",
    "  add(svg, 'text', {x: left, y: box.top + 6}, 'loss');\n",
    "}\n",
    "\n",
    "function drawHeat(view) {\n",
    "  const {svg, heat} = view, wide = svg.clientWidth || 600, high = "
    "420;\n",
    "  const box = {left: 76, right: wide - 90, top: 12, bottom: high - "
    "48};\n",
    "  const X = heat.x, Y = heat.y;\n",
    "  const x = scale(X.edges[0], X.edges[X.edges.length - 1], "
    "box.left, box.right, X.log);\n",
    "  const y = scale(Y.edges[0], Y.edges[Y.edges.length - 1], "
    "box.bottom, box.top, Y.log);\n",
    "  svg.textContent = '';\n",
    "  svg.setAttribute('viewBox', `0 0 ${wide} ${high}`);\n",
    "  const hatch = add(svg, 'pattern', {id: 'h' + view.number, width: "
    "7, height: 7,\n",
    "    patternUnits: 'userSpaceOnUse', patternTransform: "
    "'rotate(-45)'});\n",
    "  add(hatch, 'path', {class: 'frame', d: 'M0 0V7'});\n",
    "  for (const [i, j, loss, colour] of heat.cells) {\n",
    "    const cell = heat.points ?\n",
    "      add(svg, 'circle', {cx: x(X.values[i]), cy: y(Y.values[j]), r: "
    "loss === null ? 2 : 5}) :\n",
    "      add(svg, 'rect', {x: x(X.edges[i]), y: y(Y.edges[j + 1]),\n",
    "        width: x(X.edges[i + 1]) - x(X.edges[i]), height: "
    "y(Y.edges[j]) - y(Y.edges[j + 1])});\n",
    "    cell.setAttribute('fill', loss !== null ? colour : heat.points ? "
    "'var(--grid)' :\n",
    "      `url(#h${view.number})`);\n",
    "    add(cell, 'title', {}, `${X.name} ${shown(X.values[i])}, "
    "${Y.name} ${shown(Y.values[j])}: ` +\n",
    "      (loss === null ? 'diverged' : shown(loss)));\n",
    "  }\n",
    "  drawScale(svg, box.right + 16, box);\n",
    "  if (heat.best) add(svg, 'text', {class: 'best', x: "
    "x(X.values[heat.best[0]]),\n",
    "    y: y(Y.values[heat.best[1]]) + 7, 'text-anchor': 'middle'}, "
    "'\\u2605');\n",
    "  axes(svg, box, x, y, tics(X.values[0], X.values[X.values.length - "
    "1], X.log, wide / 90),\n",
    "    tics(Y.values[0], Y.values[Y.values.length - 1], Y.log, 6), "
    "X.name, Y.name);\n",
    "}\n",
    "\n",
    NULL,
};
