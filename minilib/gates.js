// state: gate w0 w1 b
// The four inputs of a logic gate, and the line where the neuron's output w0·x0 + w1·x1 + b is ½. Drawn with 300 units
// to the side; one input step is 150 of them.
const GATES = { AND: [0, 0, 0, 1], OR: [0, 1, 1, 1], NAND: [1, 1, 1, 0], NOR: [1, 0, 0, 0], XOR: [0, 1, 1, 0] };
const INPUTS = [[0, 0], [0, 1], [1, 0], [1, 1]];
const START = { gate: "AND", w0: 1, w1: 0, b: 0 };
const NAMES = { w0: "w₀", w1: "w₁", b: "b" };
const at = ([x0, x1]) => [75 + 150 * x0, 225 - 150 * x1];

const STYLE = `<style>
.gates{display:flex;flex-wrap:wrap;gap:.5em 1.5em;align-items:center;margin:1em 0}
.gates svg{flex:1 1 260px;max-width:380px;min-width:0;font:13px system-ui,sans-serif}
.gates>div{flex:1 1 240px;min-width:0}
.gates label{display:flex;gap:.8em;align-items:center;min-height:2.4em;margin:0}
.gates label>span{min-width:2.5em}
.gates input{flex:1;min-width:6em;margin:0;accent-color:#2b7bba}
.gates select{font:inherit;color:inherit;background:transparent;border:1px solid #767676;border-radius:4px;padding:.2em}
.gates option{color:#222;background:#fff}
.gates label output{min-width:2.6em;text-align:end;font-variant-numeric:tabular-nums}
.gates p{margin:.4em 0}
</style>`;

// The part of the square where side·(f - ½) ≥ 0: its corners, cut where an edge crosses the line.
function half(f, side) {
  const corners = [[-0.5, -0.5], [1.5, -0.5], [1.5, 1.5], [-0.5, 1.5]];
  return corners.flatMap((p, i) => {
    const q = corners[(i + 1) % 4], a = side * (f(p) - 0.5), z = side * (f(q) - 0.5), t = a / (a - z);
    const cut = [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
    return [...(a >= 0 ? [p] : []), ...(a * z < 0 ? [cut] : [])];
  }).map(at).join(" ");
}

// The line f = ½, through its point nearest the middle and far beyond the square on both sides; none if f is flat.
function line(f) {
  const [u, v, c] = [f([1.5, 0.5]) - f([0.5, 0.5]), f([0.5, 1.5]) - f([0.5, 0.5]), f([0.5, 0.5]) - 0.5], n = u * u + v * v;
  const ends = [-3, 3].map((k) => at([0.5 - (c * u) / n - (k * v) / Math.sqrt(n), 0.5 - (c * v) / n + (k * u) / Math.sqrt(n)]));
  return n ? `M${ends.join("L")}` : "";
}

function point(p, out, target) {
  const [x, y] = at(p), right = out > 0.5 === target > 0.5;
  const mark = target
    ? `<rect x="${x - 8}" y="${y - 8}" width="16" height="16" fill="#d55e00"/>`
    : `<circle cx="${x}" cy="${y}" r="9" fill="#2b7bba"/>`;
  return `${mark}<text x="${x}" y="${y + 27}" text-anchor="middle" fill="currentColor">${out.toFixed(1)} ${right ? "✓" : "✗"}</text>`;
}

function picture(f, targets) {
  const tick = (v) => `<text x="${at([v, 0])[0]}" y="296" text-anchor="middle">${v}</text><text x="4" y="${at([0, v])[1] + 4}">${v}</text>`;
  return `<polygon points="${half(f, -1)}" fill="#2b7bba" fill-opacity=".2"/>
<polygon points="${half(f, 1)}" fill="#d55e00" fill-opacity=".25"/>
<path d="${line(f)}" stroke="currentColor" stroke-width="2"/>
<rect width="300" height="300" fill="none" stroke="#767676"/>
<g fill="#767676">${tick(0)}${tick(1)}<text x="284" y="296">x₀</text><text x="4" y="14">x₁</text></g>
${INPUTS.map((p, i) => point(p, f(p), targets[i])).join("")}`;
}

export default {
  render({ model, el }) {
    const get = (key) => model.get(key) ?? START[key];
    const put = (key, value) => { model.set(key, value); model.save_changes(); };
    el.innerHTML = `${STYLE}<div class="gates"><svg viewBox="-1 -1 302 302" role="img"></svg><div>
<label><span>gate</span><select>${Object.keys(GATES).map((g) => `<option>${g}</option>`).join("")}</select></label>
${Object.entries(NAMES).map(([k, name]) => `<label><span>${name}</span><input type="range" min="-2" max="2" step="0.1" autocomplete="off" data-key="${k}"><output aria-live="off"></output></label>`).join("")}
<p role="status"></p><p>Squares want 1, circles want 0. Orange ground: the output is above ½.</p></div></div>`;
    for (const part of el.querySelectorAll("input, select")) part.dataset.lmSuppressShortcuts = ""; // JupyterLab's
    const [svg, select, status] = ["svg", "select", "p"].map((s) => el.querySelector(s));
    const sliders = [...el.querySelectorAll("input")];

    function draw() {
      const [w0, w1, b] = ["w0", "w1", "b"].map((k) => +get(k)), targets = GATES[get("gate")];
      const f = ([x0, x1]) => +(w0 * x0 + w1 * x1 + b).toFixed(6);
      const right = INPUTS.filter((p, i) => f(p) > 0.5 === targets[i] > 0.5).length;
      const error = INPUTS.reduce((sum, p, i) => sum + (targets[i] - f(p)) ** 2 / 4, 0);
      select.value = get("gate");
      for (const s of sliders) s.nextElementSibling.value = (s.value = get(s.dataset.key), (+s.value).toFixed(1));
      svg.innerHTML = picture(f, targets);
      svg.setAttribute("aria-label", `The four inputs of ${get("gate")}. ${INPUTS.map((p, i) => `At ${p} the output is ${f(p).toFixed(1)}, the target ${targets[i]}`).join(". ")}.`);
      status.textContent = `${get("gate")}: ${right} of 4 right, mean squared error ${error.toFixed(2)}.`;
    }

    select.onchange = () => put("gate", select.value);
    for (const s of sliders) s.oninput = () => put(s.dataset.key, +s.value);
    for (const key of Object.keys(START)) model.on(`change:${key}`, draw);
    draw();
  },
};
