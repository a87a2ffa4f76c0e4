// Draws the charts of a page. The options come from the server as JSON (kit/charts.py); here they get the colours of the
// theme, a tooltip that needs no inline markup, and links: a datum with `url` leads to the records behind it.
const drawn = new Map();
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

function loadLibrary(address) {
  return new Promise((resolve, reject) => {
    if (window.echarts) { resolve(); return; }
    const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}

function theme() {
  const ink = token("--c-ink");
  const muted = token("--c-muted");
  const line = token("--c-line");
  const axis = {
    axisLine: { lineStyle: { color: token("--c-line-strong") } },
    axisLabel: { color: muted }, nameTextStyle: { color: muted },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => token(`--chart-${n}`)),
    textStyle: { fontFamily: token("--font"), color: ink, fontSize: 12 },
    legend: { textStyle: { color: muted }, pageTextStyle: { color: muted } },
    categoryAxis: axis, valueAxis: axis, timeAxis: axis, logAxis: axis,
    sankey: { label: { color: ink, textBorderWidth: 2, textBorderColor: token("--c-surface") } },
    tooltip: { backgroundColor: token("--c-surface"), borderColor: line, textStyle: { color: ink, fontSize: 12 } },
  };
}

// "token:bad" in an option means the colour of that tone in the present theme.
function coloured(value) {
  if (typeof value === "string") return value.startsWith("token:") ? token(`--${value.slice(6)}`) : value;
  if (Array.isArray(value)) return value.map(coloured);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, coloured(v)]));
  return value;
}

function tooltip(params) {
  const box = document.createElement("div");
  box.className = "chart-tip";
  const rows = Array.isArray(params) ? params : [params];
  const head = Array.isArray(params) ? rows[0]?.axisValueLabel : rows[0]?.name;
  if (head) box.append(Object.assign(document.createElement("strong"), { textContent: head }));
  rows.forEach((row) => {
    const line = document.createElement("p");
    const shown = row.data?.text ?? (Array.isArray(row.value) ? row.value.at(-1) : row.value);
    if (shown === undefined || shown === null || shown === "-") return;
    if (Array.isArray(params)) line.append(Object.assign(document.createElement("span"), { textContent: row.seriesName }));
    line.append(Object.assign(document.createElement("b"), { textContent: typeof shown === "number" ? shown.toLocaleString("en") : shown }));
    box.append(line);
  });
  return box;
}

// A bar from start to end on the row of its category: the shape of a timeline.
function bar(params, api) {
  const row = api.value(0);
  const from = api.coord([api.value(1), row]);
  const until = api.coord([api.value(2), row]);
  const height = Math.min(18, api.size([0, 1])[1] * 0.6);
  const left = Math.max(from[0], params.coordSys.x);
  const right = Math.min(until[0], params.coordSys.x + params.coordSys.width);
  if (right < left) return null;
  return { type: "rect", shape: { x: left, y: from[1] - height / 2, width: Math.max(2, right - left), height, r: 3 }, style: api.style() };
}

// On a phone each of the three columns of a flow keeps a third of the width for its names.
function narrow(series, width) {
  const room = Math.floor(width / 3) - 22;
  series.right = room + 6;
  series.label = { ...series.label, width: room, fontSize: 10 };
}

function complete(option, width) {
  const full = coloured(option);
  full.animation = !still.matches;
  full.aria = { enabled: false };
  full.tooltip = { confine: true, ...full.tooltip, formatter: tooltip };
  // On a phone the names of the rows must leave room for the bars.
  const names = full.yAxis?.axisLabel;
  if (names?.width) names.width = Math.min(names.width, width * 0.34);
  (full.series || []).forEach((series) => {
    if (series.renderItem === "bar") series.renderItem = bar;
    if (series.type === "sankey" && width < 440) narrow(series, width);
  });
  return full;
}

function draw(node) {
  drawn.get(node)?.dispose();
  const option = JSON.parse(document.getElementById(node.dataset.chart).textContent);
  const locale = document.documentElement.lang.startsWith("zh") ? "ZH" : "EN";
  const chart = window.echarts.init(node, theme(), { renderer: "svg", locale });
  chart.setOption(complete(option, node.clientWidth));
  chart.on("click", (event) => { if (event.data?.url) location.assign(event.data.url); });
  chart.on("mouseover", (event) => node.classList.toggle("leads", Boolean(event.data?.url)));
  drawn.set(node, chart);
}

const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => drawn.get(target)?.resize()));
async function drawAll() {
  const nodes = [...document.querySelectorAll("[data-chart]")];
  if (!nodes.length) return;
  await loadLibrary(document.body.dataset.echarts);
  nodes.forEach((node) => { draw(node); resized.observe(node); });
  drawn.forEach((chart, node) => { if (!node.isConnected) { chart.dispose(); drawn.delete(node); } });
  document.documentElement.dataset.charts = "drawn";
}

document.addEventListener("ceyuan:theme", drawAll);
document.body.addEventListener("htmx:afterSettle", (event) => { if (event.target.querySelector?.("[data-chart]")) drawAll(); });
drawAll();
