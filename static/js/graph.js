// Enhances a server-rendered slice. Everything here is optional: without it every node is still a link.
const NS = "http://www.w3.org/2000/svg";

export function enhance(slice) {
  const svg = slice.querySelector("svg.map:not(.ghost)");
  if (!svg || svg.dataset.ready) return;
  svg.dataset.ready = "1";
  const nodes = [...svg.querySelectorAll("a.n")];
  const edges = [...svg.querySelectorAll(".e")];
  const byId = new Map(nodes.map((n) => [n.dataset.id, n]));
  const home = svg.getAttribute("viewBox").split(" ").map(Number);
  let view = [...home];

  // the server places each node of the map by its transform, and those of the timeline where they are drawn
  const at = (n) => {
    if (n.transform.baseVal.numberOfItems) { const m = n.transform.baseVal.getItem(0).matrix; return [m.e, m.f]; }
    const box = n.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const paint = () => svg.setAttribute("viewBox", view.map((v) => v.toFixed(1)).join(" "));

  // focus + context
  const spot = (node) => {
    svg.classList.toggle("focus", Boolean(node));
    for (const el of [...nodes, ...edges]) el.classList.remove("on");
    if (!node) return;
    node.classList.add("on");
    for (const e of edges) {
      if (e.dataset.a !== node.dataset.id && e.dataset.b !== node.dataset.id) continue;
      e.classList.add("on");
      byId.get(e.dataset.a)?.classList.add("on");
      byId.get(e.dataset.b)?.classList.add("on");
    }
  };
  const visible = (n) => n.getClientRects().length > 0;
  svg.addEventListener("pointerover", (ev) => { const n = ev.target.closest("a.n"); if (n) spot(n); else rest(); });
  const rest = () => spot(svg.querySelector("a.n:focus") ?? svg.querySelector("a.n.sel"));
  svg.addEventListener("pointerleave", rest);
  // an <svg> that listens for focus becomes a tab stop in Chromium, so the box around it listens
  const box = svg.closest(".canvas");
  box.addEventListener("focusin", (ev) => spot(ev.target.closest("a.n")));
  box.addEventListener("focusout", rest);

  // one tab stop; arrows travel to the nearest node in that direction
  const rove = (n) => { for (const m of nodes) m.setAttribute("tabindex", m === n ? "0" : "-1"); };
  rove(nodes[0]);
  svg.addEventListener("keydown", (ev) => {
    const from = ev.target.closest("a.n");
    if (!from) return;
    if (ev.key === "Escape") { from.blur(); return; }
    const dir = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[ev.key];
    let to = null;
    if (ev.key === "Home") to = nodes[0];
    if (dir) {
      const [x, y] = at(from);
      let best = Infinity;
      for (const n of nodes) {
        if (n === from || !visible(n)) continue;
        const dx = at(n)[0] - x, dy = at(n)[1] - y;
        const along = dx * dir[0] + dy * dir[1];
        if (along <= 4) continue;
        const cost = along + 2.2 * Math.abs(dx * dir[1] + dy * dir[0]);
        if (cost < best) { best = cost; to = n; }
      }
    }
    if (!to) return;
    ev.preventDefault();
    rove(to);
    to.focus();
  });

  // zoom with buttons (no dragging needed) and ctrl/cmd + wheel
  const zoom = (k, cx = view[0] + view[2] / 2, cy = view[1] + view[3] / 2) => {
    const w = Math.min(home[2] * 1.2, Math.max(home[2] / 6, view[2] / k));
    const r = w / view[2];
    view = [cx - (cx - view[0]) * r, cy - (cy - view[1]) * r, w, view[3] * r];
    paint();
  };
  slice.addEventListener("click", (ev) => {
    const act = ev.target.closest("[data-zoom]")?.dataset.zoom;
    if (act === "in") zoom(1.35);
    if (act === "out") zoom(1 / 1.35);
    if (act === "fit") { view = [...home]; paint(); }
  });
  svg.addEventListener("wheel", (ev) => {
    if (!ev.ctrlKey && !ev.metaKey) return;
    ev.preventDefault();
    const p = new DOMPoint(ev.clientX, ev.clientY).matrixTransform(svg.getScreenCTM().inverse());
    zoom(ev.deltaY < 0 ? 1.12 : 1 / 1.12, p.x, p.y);
  }, { passive: false });

  // pan by drag
  let grip = null;
  svg.addEventListener("pointerdown", (ev) => {
    if (ev.pointerType !== "mouse" || ev.button || ev.target.closest("a.n")) return;
    grip = [ev.clientX, ev.clientY, view[0], view[1]];
    svg.setPointerCapture(ev.pointerId);
  });
  svg.addEventListener("pointermove", (ev) => {
    if (!grip) return;
    const k = view[2] / svg.clientWidth;
    view[0] = grip[2] - (ev.clientX - grip[0]) * k;
    view[1] = grip[3] - (ev.clientY - grip[1]) * k;
    paint();
  });
  for (const t of ["pointerup", "pointercancel"]) svg.addEventListener(t, () => { grip = null; });

  // small screens: start centred on the researcher
  box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  box.scrollTop = (box.scrollHeight - box.clientHeight) / 2;
}

const scan = () => { for (const s of document.querySelectorAll("[data-slice]")) enhance(s); };
scan();
// htmx 2 and htmx 4 name the same moment differently
for (const name of ["htmx:afterSettle", "htmx:after:swap"]) document.addEventListener(name, scan);
