// The page around the network: it reads MODEL and calls trace(); nothing here changes either.
const SHAPES = [
  "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z", "M0-1.2L.95 0 0 1.2-.95 0Z", "M-.9-.9H.9V.9H-.9Z", "M0-1.1L1 .8H-1Z",
  "M0-1.2L.3-.4 1.15-.35.5.2.7 1 0 .55-.7 1-.5.2-1.15-.35-.3-.4Z", "M0-1.1L1.05-.35.65.9H-.65L-1.05-.35Z",
  "M0 1.1L1-.8H-1Z", "M-.55-.95H.55L1.1 0 .55.95H-.55L-1.1 0Z",
  "M-.9-.5L-.5-.9 0-.4.5-.9.9-.5.4 0 .9.5.5.9 0 .4-.5.9-.9.5-.4 0Z",
];
const MARGIN = { left: 52, right: 10, top: 10, bottom: 42 };
const classes = MODEL.classes;
const row = MODEL.ranges.map(([low, high]) => (low + high) / 2);
const axes = MODEL.axes.slice();
const find = (id) => document.getElementById(id);
const canvas = find("map"), context = canvas.getContext("2d");
const fields = [];
let size = 0, picture = null, colours;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function figure(number, digits = 4) {
  const size = Math.abs(number);
  if (size && (size >= 1e9 || size < 1e-6)) {
    const [mantissa, exponent] = number.toExponential(digits - 1).split("e");
    const raised = String(Number(exponent)).replace(/./g, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"["0123456789-".indexOf(sign)]);
    return `${mantissa}·10${raised}`.replace("-", "−");
  }
  const places = size ? Math.max(0, digits - 1 - Math.floor(Math.log10(size))) : 0;
  const text = Math.abs(number).toFixed(Math.min(places, 20));
  const [whole, part = ""] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part.replace(/0+$/, "") && "." + part.replace(/0+$/, ""));
  return (number < 0 && Number(text) ? "−" : "") + grouped;
}

const lowered = (number) => String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);

function percent(share) {
  const text = (100 * share).toFixed(1);
  if (text === "100.0" && share < 1) return ">99.9 %";
  if (text === "0.0" && share > 0) return "<0.1 %";
  return `${text} %`;
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  const list = (name) => value(name).split(/\s+/);
  colours = { ink: value("ink"), dim: value("dim"), line: value("line"), card: value("card"), accent: value("accent"),
    outline: value("outline"), middle: rgb(value("middle")), classes: list("classes"), tints: list("tints").map(rgb) };
}

function rgb(colour) {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}

function mixed(one, other, share) {
  return one.map((value, k) => value + (other[k] - value) * share);
}

function marker(look) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("viewBox", "-1.3 -1.3 2.6 2.6");
  made.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[look]);
  path.setAttribute("fill", colours.classes[look]);
  made.append(path);
  return made;
}

// The colour of a prediction: from red over the middle to green, or the classes by their probabilities.
function tint({ outputs }) {
  const { tints, middle } = colours;
  if (classes.length > 2) {
    const all = [0, 0, 0];
    outputs.forEach((share, k) => tints[MODEL.looks[k]].forEach((value, c) => { all[c] += share * value; }));
    const rest = Math.max(...outputs);
    return mixed(middle, all, 0.35 + 0.65 * rest);
  }
  const [low, high] = MODEL.values;
  const sign = classes.length ? 2 * outputs[1] - 1 : Math.max(-1, Math.min(1, (2 * outputs[0] - low - high) / (high - low)));
  return sign < 0 ? mixed(middle, tints[0], -sign) : mixed(middle, tints[1], sign);
}

// A row's mark by its value: the colours of the map, stronger.
function shade(value) {
  const [low, high] = MODEL.values, [red, green] = colours.classes.map(rgb);
  const sign = Math.max(-1, Math.min(1, (2 * value - low - high) / (high - low)));
  return `rgb(${mixed(colours.middle, sign < 0 ? red : green, Math.abs(sign)).map(Math.round)})`;
}

// How far a prediction is on the side of class k: 0 on its boundary.
function lead({ layers }, k) {
  const { z } = layers[layers.length - 1];
  return z.length === 1 ? z[0] : z[k] - Math.max(...z.filter((_, other) => other !== k));
}

const curve = () => axes[1] < 0;
const upright = () => (curve() ? MODEL.upright : MODEL.ranges[axes[1]]);
const across = () => MODEL.ranges[axes[0]];
const inner = () => ({ x: MARGIN.left, y: MARGIN.top, w: size - MARGIN.left - MARGIN.right, h: size - MARGIN.top - MARGIN.bottom });
const toX = (value) => { const [low, high] = across(), box = inner(); return box.x + (value - low) / (high - low) * box.w; };
const toY = (value) => { const [low, high] = upright(), box = inner(); return box.y + (high - value) / (high - low) * box.h; };

function at(x, y) {
  const place = row.slice();
  place[axes[0]] = x;
  if (!curve()) place[axes[1]] = y;
  return trace(place);
}

// The predictions all over the map; as fine as it can be had in a moment.
function survey() {
  const [left, right] = across(), [low, high] = upright();
  const started = performance.now();
  for (let k = 0; k < 20; k++) at(left + (right - left) * k / 20, low);
  const one = Math.max(0.0005, (performance.now() - started) / 20);
  const points = Math.max(24, Math.min(120, Math.floor(Math.sqrt(60 / one))));
  const share = (k) => k / (points - 1); // from edge to edge, or lines would end before them
  const xs = Array.from({ length: points }, (_, k) => left + (right - left) * share(k));
  if (curve()) return { xs: Array.from({ length: 241 }, (_, k) => left + (right - left) * k / 240).map((x) => [x, at(x).outputs]) };
  const found = [];
  for (let j = 0; j < points; j++) for (const x of xs) found.push(at(x, high - (high - low) * share(j)));
  return { points, found };
}

function paintTints({ points, found }) {
  const image = new ImageData(points, points);
  found.forEach((prediction, k) => image.data.set([...tint(prediction), 255], 4 * k));
  const small = element("canvas", { width: points, height: points });
  small.getContext("2d").putImageData(image, 0, 0);
  const box = inner(), half = [box.w, box.h].map((side) => side / (points - 1) / 2);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, box.x - half[0], box.y - half[1], box.w + 2 * half[0], box.h + 2 * half[1]);
}

// Marching squares: the line on which the lead of a class is 0, cell by cell.
function paintBoundaries({ points, found }) {
  const box = inner(), step = [box.w / (points - 1), box.h / (points - 1)];
  context.beginPath();
  for (let k = classes.length > 2 ? 0 : 1; k < classes.length; k++) {
    const field = found.map((prediction) => lead(prediction, k));
    for (let j = 0; j + 1 < points; j++) for (let i = 0; i + 1 < points; i++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const values = corners.map(([x, y]) => field[y * points + x]);
      const cuts = [];
      for (let side = 0; side < 4; side++) {
        const next = (side + 1) % 4, one = values[side], two = values[next];
        if ((one >= 0) === (two >= 0)) continue;
        const share = one / (one - two), from = corners[side], to = corners[next];
        cuts.push([0, 1].map((c) => (from[c] + (to[c] - from[c]) * share) * step[c]));
      }
      for (let cut = 0; cut + 1 < cuts.length; cut += 2) {
        context.moveTo(box.x + cuts[cut][0], box.y + cuts[cut][1]);
        context.lineTo(box.x + cuts[cut + 1][0], box.y + cuts[cut + 1][1]);
      }
    }
  }
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.2;
  context.stroke();
}

function paintCurves({ xs }) {
  (classes.length ? classes : [""]).forEach((_, k) => {
    if (classes.length === 2 && k === 0) return;
    context.beginPath();
    xs.forEach(([x, outputs]) => context.lineTo(toX(x), toY(outputs[k])));
    context.strokeStyle = classes.length > 2 ? colours.classes[MODEL.looks[k]] : colours.accent;
    context.lineWidth = 2.5;
    context.stroke();
  });
}

function mark(x, y, look, radius) {
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  const path = new Path2D(SHAPES[look]);
  context.fillStyle = look < 0 ? colours.accent : colours.classes[look];
  context.fill(path);
  context.lineWidth = 1 / radius;
  context.strokeStyle = colours.outline;
  context.stroke(path);
  context.restore();
}

function paintRows() {
  if (!MODEL.rows) return;
  MODEL.rows.X.forEach((values, k) => {
    const y = MODEL.rows.y[k];
    const height = curve() ? (classes.length ? y / (classes.length - 1) : y) : values[axes[1]];
    const look = classes.length ? MODEL.looks[y] : 0;
    const place = [toX(values[axes[0]]), toY(height)];
    if (classes.length) return mark(...place, look, 4.5);
    context.beginPath();
    context.arc(...place, 4, 0, 7);
    context.fillStyle = curve() ? colours.dim : shade(y);
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = curve() ? colours.outline : colours.ink;
    context.stroke();
  });
}

function ticks([low, high]) {
  const rough = (high - low) / 7, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
  const found = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) found.push(k * step);
  return found;
}

function paintAxes() {
  const box = inner();
  context.font = "12px Inter, system-ui, sans-serif";
  context.fillStyle = colours.dim;
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.strokeRect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1);
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of ticks(across())) context.fillText(figure(value), toX(value), box.y + box.h + 6);
  context.fillText(short(MODEL.columns[axes[0]]), box.x + box.w / 2, box.y + box.h + 24);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of ticks(upright())) if (toY(value) > box.y + 4) context.fillText(figure(value), box.x - 6, toY(value));
  context.save();
  context.translate(9, box.y + box.h / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText(short(uprightName()), 0, 0);
  context.restore();
}

const short = (name) => (name.length > 34 ? name.slice(0, 33) + "…" : name);

function uprightName() {
  if (!curve()) return MODEL.columns[axes[1]];
  return classes.length === 2 ? `probability of ${classes[1]}` : classes.length ? "probability" : MODEL.target;
}

function paintPlace() {
  const outputs = trace(row).outputs;
  const height = curve() ? outputs[classes.length === 2 ? 1 : Math.max(0, outputs.indexOf(Math.max(...outputs)))] : row[axes[1]];
  const x = toX(row[axes[0]]), y = toY(height), box = inner();
  context.beginPath();
  context.setLineDash([3, 4]);
  context.moveTo(x, box.y); context.lineTo(x, box.y + box.h);
  context.moveTo(box.x, y); context.lineTo(box.x + box.w, y);
  context.strokeStyle = colours.dim;
  context.lineWidth = 1;
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.arc(x, y, 8, 0, 7);
  context.strokeStyle = colours.outline;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = colours.accent;
  context.lineWidth = 2.5;
  context.stroke();
}

function paint() {
  const ratio = devicePixelRatio || 1;
  size = canvas.clientWidth;
  canvas.width = canvas.height = Math.round(size * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  picture = picture || survey();
  context.clearRect(0, 0, size, size);
  context.save();
  const box = inner();
  context.beginPath();
  context.rect(box.x, box.y, box.w, box.h);
  context.clip();
  if (curve()) paintCurves(picture);
  else { paintTints(picture); if (classes.length) paintBoundaries(picture); }
  paintRows();
  paintPlace();
  context.restore();
  paintAxes();
}

function showAnswer() {
  const found = trace(row), answer = find("answer");
  if (!classes.length) {
    answer.replaceChildren(element("div", { class: "dim" }, MODEL.target), element("div", { class: "value" }, figure(found.outputs[0], 5)));
    return `${MODEL.target} ${figure(found.outputs[0], 5)}`;
  }
  const chosen = classOf(found), order = found.outputs.map((_, k) => k);
  if (classes.length > 8) order.sort((one, two) => found.outputs[two] - found.outputs[one]);
  const bars = order.slice(0, 8).map((k) => {
    const fill = element("b", { style: `width: ${100 * found.outputs[k]}%; background: ${colours.classes[MODEL.looks[k]]}` });
    return element("div", { class: "bar" }, element("span", {}, classes[k]), element("i", {}, fill),
      element("span", {}, percent(found.outputs[k])));
  });
  const rest = classes.length > 8 ? [element("p", { class: "hint" }, `${classes.length - 8} less probable classes are not shown.`)] : [];
  answer.replaceChildren(element("div", { class: "value" }, marker(MODEL.looks[chosen]), classes[chosen]), ...bars, ...rest);
  return `${classes[chosen]}, ${percent(found.outputs[chosen])}`;
}

function table(head, rows) {
  const cell = (tag, [text, kind]) => element(tag, kind ? { class: kind } : {}, text);
  const line = (tag, cells) => element("tr", {}, ...cells.map((one) => cell(tag, [].concat(one))));
  return element("table", {}, element("thead", {}, line("th", head)), element("tbody", {}, ...rows.map((cells) => line("td", cells))));
}

function sum(a, W, b, to) {
  const terms = a.slice(0, 8).map((value, from) => `${figure(W[from][to], 3)}·${value < 0 ? `(${figure(value, 3)})` : figure(value, 3)}`);
  if (a.length > 8) terms.push(`… ${a.length - 8} more`);
  return [...terms, figure(b[to], 3)].join(" + ").replace(/\+ −/g, "− ");
}

function showSums() {
  if (!find("sums").open) return;
  const found = trace(row), parts = [];
  parts.push(element("h3", {}, "Inputs, as the network is fed them"));
  const plain = MODEL.columns.map((name, k) => {
    const same = MODEL.shift[k] === 0 && MODEL.scale[k] === 1;
    const words = same ? "as it is" : `(${figure(row[k], 5)} − ${figure(MODEL.shift[k])}) / ${figure(MODEL.scale[k])}`.replace("− −", "+ ");
    return [name, `x${lowered(k + 1)}`, [words, "sum"], [figure(found.scaled[k]), "n"]];
  });
  parts.push(table(["Column", "", "Scaled", ["x", "n"]], plain));
  if (FEATURES.some(([name]) => !/^x[₀-₉]+$/.test(name))) parts.push(element("h3", {}, "Features"), features(found));
  let a = found.features;
  MODEL.layers.forEach(({ W, b, activation }, k) => {
    const last = k + 1 === MODEL.layers.length, { z, a: after } = found.layers[k];
    const words = activation === "identity" || activation === "linear" ? "a = z" : `a = ${activation}(z)`;
    parts.push(element("h3", {}, `${last ? "Output" : `Hidden layer ${k + 1}`}: z = Σ w·a + b, ${words}`));
    const lines = b.map((_, to) => [last && after.length > 1 ? classes[to] : String(to + 1), [sum(a, W, b, to), "sum"], [figure(z[to]), "n"], [figure(after[to]), "n"]]);
    parts.push(table([last && after.length > 1 ? "Class" : "Neuron", "w·a + … + b", ["z", "n"], ["a", "n"]], lines));
    a = after;
  });
  const { scale, shift } = MODEL.output;
  if (!classes.length && (scale !== 1 || shift !== 0))
    parts.push(element("p", {}, `${MODEL.target} = ${figure(a[0])}·${figure(scale)} + ${figure(shift)} = ${figure(found.outputs[0], 5)}`.replace("+ −", "− ")));
  find("sums").lastElementChild.replaceChildren(...parts);
}

function showTable() {
  if (!find("table").open) return;
  const answer = (found) => (classes.length ? `${classes[classOf(found)]} ${percent(Math.max(...found.outputs))}` : figure(found.outputs[0]));
  const spread = ([low, high], count) => Array.from({ length: count }, (_, k) => low + (high - low) * k / (count - 1));
  const xs = spread(across(), curve() ? 13 : 7);
  const name = MODEL.columns[axes[0]];
  const rows = curve() ? xs.map((x) => [figure(x), answer(at(x))])
    : spread(upright(), 7).reverse().map((y) => [figure(y), ...xs.map((x) => answer(at(x, y)))]);
  const head = curve() ? [name, "Prediction"] : [`${MODEL.columns[axes[1]]} ↓  ${name} →`, ...xs.map((x) => figure(x))];
  find("table").lastElementChild.replaceChildren(table(head, rows));
}

function features(found) {
  return table(["", ["a", "n"]], FEATURES.map(([name], k) => [name, [figure(found.features[k]), "n"]]));
}

// The words at once, the picture with the next frame: one for all that happens until then.
let waiting = false;
function show(anew) {
  if (anew) picture = null;
  const words = showAnswer();
  showSums();
  const names = curve() ? MODEL.columns[axes[0]] : `${MODEL.columns[axes[0]]} across and ${MODEL.columns[axes[1]]} upright`;
  canvas.setAttribute("aria-label", `Map of ${names}. Arrow keys move the point. Here: ${words}. All of it stands under “The map as a table”.`);
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    paint();
    showTable();
  });
}

function set(column, value, from) {
  if (!Number.isFinite(value)) return;
  row[column] = value;
  const { number, slider } = fields[column];
  if (from !== number) number.value = String(Number(value.toPrecision(6)));
  if (from !== slider) slider.value = value;
  const [low, high] = MODEL.ranges[column];
  slider.style.setProperty("--done", `${100 * Math.max(0, Math.min(1, (value - low) / (high - low)))}%`);
  show(!axes.includes(column));
}

function buildInputs() {
  MODEL.columns.forEach((name, column) => {
    const [low, high] = MODEL.ranges[column];
    const number = element("input", { type: "number", step: "any", required: "", "aria-label": name });
    const slider = element("input", { type: "range", min: low, max: high, step: (high - low) / 500, "aria-label": `${name}, slider` });
    fields.push({ number, slider });
    number.addEventListener("input", () => set(column, number.valueAsNumber, number));
    slider.addEventListener("input", () => set(column, slider.valueAsNumber, slider));
    find("inputs").append(element("label", {}, element("span", {}, name), number, slider));
  });
  find("inputs").addEventListener("submit", (event) => event.preventDefault());
  row.forEach((value, column) => set(column, value));
}

function buildAxes() {
  if (MODEL.columns.length < 3) return;
  [0, 1].forEach((side) => {
    const choice = element("select", { "aria-label": side ? "Upright" : "Across" });
    MODEL.columns.forEach((name, k) => choice.append(element("option", { value: k }, short(name))));
    choice.value = axes[side];
    choice.addEventListener("change", () => {
      const other = 1 - side, before = axes[side];
      axes[side] = Number(choice.value);
      if (axes[other] === axes[side]) axes[other] = before;
      find("axes").querySelectorAll("select").forEach((one, k) => { one.value = axes[k]; });
      show(true);
    });
    find("axes").append(side ? "×" : "", choice);
  });
}

function buildLegend() {
  const legend = find("legend");
  legend.replaceChildren();
  if (classes.length) legend.append(...classes.slice(0, 12).map((name, k) => element("span", {}, marker(MODEL.looks[k]), name)));
  else if (!curve()) {
    const [low, high] = MODEL.values;
    const shade = [0, 0.5, 1].map((share) => `rgb(${tint({ outputs: [low + (high - low) * share] })})`);
    legend.append(element("span", {}, MODEL.target),
      element("span", {}, figure(low, 3), element("i", { class: "scale", style: `background: linear-gradient(90deg, ${shade})` }), figure(high, 3)));
  }
  if (MODEL.rows) legend.append(element("span", {}, MODEL.rows.words));
}

function ask(event) {
  const bounds = canvas.getBoundingClientRect(), box = inner();
  const share = (value, length) => Math.max(0, Math.min(1, value / length));
  const [left, right] = across(), [low, high] = upright();
  set(axes[0], left + (right - left) * share(event.clientX - bounds.left - box.x, box.w));
  if (!curve()) set(axes[1], high - (high - low) * share(event.clientY - bounds.top - box.y, box.h));
}

canvas.addEventListener("pointerdown", (event) => { canvas.setPointerCapture(event.pointerId); ask(event); });
canvas.addEventListener("pointermove", (event) => { if (event.buttons) ask(event); });
canvas.addEventListener("keydown", (event) => {
  const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowDown: [1, -1], ArrowUp: [1, 1] }[event.key];
  if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const column = axes[move[0]];
  if (column < 0) return;
  const [low, high] = MODEL.ranges[column];
  const moved = row[column] + move[1] * (high - low) * (event.shiftKey ? 0.1 : 0.02);
  set(column, Math.max(low, Math.min(high, moved)));
});
for (const id of ["sums", "table"]) find(id).addEventListener("toggle", () => show());
addEventListener("resize", () => show());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); buildLegend(); show(); });

readColours();
buildAxes();
buildLegend();
buildInputs();
const wrong = selfTest();
find("check").textContent = wrong ? `This page does not compute what was trained. ${wrong}` : `✓ ${MODEL.test.inputs.length} test rows agree`;
if (wrong) find("check").className = "wrong";
show(true);
