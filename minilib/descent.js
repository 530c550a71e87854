// state: lr
// A neuron learns how fast children grow: height ≈ 50 + w·age/10. Left its line, right the mean squared error of every
// w; a step moves w by α·mean(error·input), down the curve's slope.
const DATA = [[0, 50], [2, 87], [4, 102], [6, 115], [8, 127], [10, 138], [12, 149], [14, 160], [16, 167]];
const mean = (f) => DATA.reduce((sum, [age, cm]) => sum + f(age / 10, cm - 50), 0) / DATA.length;
const loss = (w) => mean((x, y) => (y - w * x) ** 2);
const downhill = (w) => mean((x, y) => (y - w * x) * x);
const BEST = mean((x, y) => x * y) / mean((x) => x * x), SPAN = 105;
const STARTS = [BEST - 72, BEST + 66], STEPS = 60;
const MOVE = 0.35, HOLD = 0.2, REST = 3; // seconds

// Axes of both drawings at 30 and 205.
const age = (v) => 30 + v * 15.5, cm = (v) => 205 - v * 0.95;
const weight = (w) => 165 + ((w - BEST) / SPAN) * 130, error = (w) => 195 - loss(w) / 55;
const axes = (x, y) => `<path d="M30 10V205H302" fill="none" stroke="#767676"/><text x="302" y="224" text-anchor="end">${x}</text><text x="30" y="4">${y}</text>`;
const bowl = [...Array(81).keys()].map((i) => BEST + (i / 40 - 1) * SPAN).map((w) => `${weight(w)} ${error(w)}`).join("L");

const STYLE = `<style>
.descent{display:flex;flex-wrap:wrap;gap:.2em 1.2em;justify-content:center}
.descent svg{flex:1 1 250px;max-width:420px;min-width:0;font:14px system-ui;fill:#767676}
.descent>div{flex:1 0 100%;display:flex;flex-wrap:wrap;gap:.4em 1.2em;align-items:center;justify-content:center}
.descent label{display:flex;flex:0 1 26em;gap:.8em;align-items:center;margin:0}
.descent input{flex:1 1 7em;min-width:6em;margin:0;accent-color:#2b7bba}
.descent button{font:inherit;color:inherit;background:none;border:1px solid #767676;border-radius:4px;padding:.5em 1em;min-width:6em}
.descent p{flex:1 0 100%;margin:.2em 0;text-align:center;min-height:1.5em}
</style>`;

const line = (w, width, opacity) => `<path d="M${age(0)} ${cm(50)}L${age(17)} ${cm(50 + w * 1.7)}" stroke="#2b7bba" stroke-width="${width}" opacity="${opacity}"/>`;
const dot = (w, r, opacity) => `<circle cx="${weight(w)}" cy="${error(w)}" r="${r}" fill="#2b7bba" opacity="${opacity}"/>`;

function left(w, past) {
  const gaps = DATA.map(([x, y]) => `M${age(x)} ${cm(y)}V${cm(50 + w * x / 10)}`).join("");
  const points = DATA.map(([x, y]) => `<circle cx="${age(x)}" cy="${cm(y)}" r="5" fill="#d55e00"/>`).join("");
  return past.map((v, i) => line(v, 1.5, 0.08 + 0.3 * (i + 1) / past.length)).join("") + `<path d="${gaps}" stroke="#d55e00" stroke-width="1.5"/>` + line(w, 3.5, 1) + points;
}

function right(w, past) {
  const way = [...past, w].map((v) => `${weight(v)} ${error(v)}`).join("L");
  return `<path d="M${way}" fill="none" stroke="#2b7bba" opacity=".45"/>` + past.map((v) => dot(v, 3.5, 0.5)).join("") + dot(w, 8, 1);
}

export default {
  render({ model, el }) {
    el.innerHTML = `${STYLE}<div class="descent"><svg viewBox="0 -9 310 239" role="img">${axes("age", "height")}<g></g></svg><svg viewBox="0 -9 310 239" role="img">${axes("weight w", "error")}<path d="M${bowl}" fill="none" stroke="#767676" stroke-width="1.5"/><g></g></svg>
<div><button type="button"></button><label><span>learning rate α</span><input type="range" min="0.1" max="2.4" step="0.1" autocomplete="off"><output aria-live="off"></output></label><p></p><p role="status"></p></div></div>`;
    const [button, slider, shown, numbers, status] = ["button", "input", "output", "p", "[role=status]"].map((s) => el.querySelector(s));
    for (const part of [button, slider]) part.dataset.lmSuppressShortcuts = "";
    const [plot, curve] = el.querySelectorAll("svg"), calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const lr = () => +(model.get("lr") ?? 0.3);
    let ws, time, verdict, runs = 0, playing = !calm, seen = true, last, frame;

    function start() {
      [ws, time, verdict] = [[STARTS[runs++ % 2]], 0, ""];
    }

    function step() {
      const w = ws.at(-1) + lr() * downhill(ws.at(-1)), off = Math.abs(w - BEST);
      ws.push(w);
      time = 0;
      if (off < 0.3) verdict = "Learned: the line fits, and the curve is level here.";
      else if (off > SPAN) verdict = "α is too large: each step overshoots by more than the last.";
      else if (ws.length > STEPS) verdict = `Not there after ${STEPS} steps.`;
    }

    function draw() {
      const t = calm ? 1 : Math.min(1, time / MOVE), to = ws.at(-1), from = ws.at(-2) ?? to;
      const w = from + (to - from) * t * t * (3 - 2 * t), past = ws.slice(0, -1), now = `${(to / 10).toFixed(1)} cm a year, error ${Math.sqrt(loss(to)).toFixed(1)} cm`;
      plot.lastElementChild.innerHTML = left(w, past.slice(-6));
      curve.lastElementChild.innerHTML = right(w, past);
      numbers.textContent = `step ${past.length}: ${now}`;
      plot.setAttribute("aria-label", `Height by age, and the neuron's line after ${past.length} steps: ${now}.`);
      curve.setAttribute("aria-label", `The error of every weight is a bowl with its floor at ${(BEST / 10).toFixed(1)} cm a year; the neuron is at ${now}.`);
      if (status.textContent !== verdict) status.textContent = verdict;
    }

    function tick(now) {
      if (seen) time += Math.min(0.1, (now - (last ?? now)) / 1000);
      last = now;
      if (time > (verdict ? REST : MOVE + HOLD)) verdict ? start() : step();
      draw();
      if (playing) frame = requestAnimationFrame(tick);
    }

    function play(on) {
      [playing, last] = [on, undefined];
      button.textContent = on ? "Pause" : "Play";
      cancelAnimationFrame(frame);
      if (on) frame = requestAnimationFrame(tick);
    }

    function rate() {
      shown.value = (slider.value = lr(), (+slider.value).toFixed(1));
      start();
      while (!playing && !verdict) step(); // nothing moves, so show where it leads
      draw();
    }

    button.onclick = () => play(!playing);
    slider.oninput = () => { model.set("lr", +slider.value); model.save_changes(); };
    model.on("change:lr", rate);
    new IntersectionObserver(([entry]) => { seen = entry.isIntersecting; }).observe(el);
    rate();
    play(playing);
    return () => cancelAnimationFrame(frame);
  },
};
