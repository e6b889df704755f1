"use strict";
(() => {
  const PAGE = 50;
  const data = JSON.parse(document.getElementById("data").textContent);
  const { rows, debtors, words, labels } = data;
  const byId = (id) => document.getElementById(id);
  const body = byId("rows");
  const template = byId("row");
  const state = { found: rows, shown: 0, sort: "number" };
  const details = new Map();
  const collator = new Intl.Collator(document.documentElement.lang);

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children.filter((child) => child !== "" && child !== null));
    return node;
  }

  function fill(word, values) {
    return words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function detailsOf(place) {
    if (!details.has(place)) details.set(place, JSON.parse(byId(`debtor-${place}`).textContent));
    return details.get(place);
  }

  /* --- one step ------------------------------------------------------------------------------------------------ */

  function pair(list, word, ...content) {
    list.append(make("div", {}, make("dt", {}, words[word]), make("dd", { dir: "auto" }, ...content)));
  }

  function chain(links) {
    const list = make("ul", { class: "chain" });
    for (const link of links) {
      const item = make("li", {}, make("span", { dir: "auto" }, link.fact));
      if (link.rules) item.append(make("span", { class: "meta" }, `← ${link.rules}: ${link.reason}`));
      if (link.below.length) item.append(chain(link.below));
      list.append(item);
    }
    return list;
  }

  function finding(each) {
    const title = make("p", {}, make("strong", {}, `${each.effect}: `), each.reason);
    if (each.red_line) title.append(" ", make("span", { class: "badge red" }, words.red_line));
    const box = make("li", {}, title);
    if (each.lawful_form) box.append(make("p", {}, `${words.lawful_form}: ${each.lawful_form}`));
    for (const task of each.tasks) box.append(make("p", {}, `${words.to_do_by}: ${task}`));
    box.append(make("p", { class: "meta" }, `${each.name} · ${words.source}: ${each.source}`));
    return box;
  }

  function explain(row) {
    const step = detailsOf(row.debtor).steps[row.nth];
    const list = make("dl", { class: "pairs" });
    pair(list, "reason", row.reason);
    pair(list, "rule", [step.tip, step.rule].filter(Boolean).join(" · "));
    pair(list, "how", step.how);
    if (step.window) pair(list, "window", step.window);
    if (step.claims.length) pair(list, "claims", step.claims.join("; "));
    if (step.before) pair(list, "before", step.before);
    pair(list, "verdict", make("span", { class: "badge", "data-verdict": row.verdict }, words[row.verdict]));
    const box = make("div", { class: "detail" }, list);
    if (step.findings.length) box.append(make("ul", { class: "findings" }, ...step.findings.map(finding)));
    if (step.because.length) box.append(make("p", { class: "title" }, words.because), chain(step.because));
    return box;
  }

  /* --- the list ------------------------------------------------------------------------------------------------ */

  function lineOf(row) {
    const line = template.content.firstElementChild.cloneNode(true);
    const debtor = debtors[row.debtor];
    const slots = {};
    for (const slot of line.querySelectorAll("[data-slot]")) slots[slot.dataset.slot] = slot;
    for (const name of ["number", "urgency", "task", "reason", "how", "invoice", "amount"]) slots[name].textContent = row[name];
    for (const name of ["name", "id", "country"]) slots[name].textContent = debtor[name];
    slots.when.textContent = row.when.join("; ") || words.at_any_time;
    slots.verdict.textContent = words[row.verdict];
    slots.link.href = `#debtor=${encodeURIComponent(debtor.id)}`;
    line.dataset.verdict = row.verdict;
    line.dataset.heat = row.urgency >= 80 ? "high" : row.urgency >= 60 ? "middle" : "low";
    slots.unfold.hidden = false;
    slots.unfold.setAttribute("aria-label", `${words.details}: ${debtor.name}, ${row.task}`);
    slots.unfold.addEventListener("click", () => unfold(row, line, slots.unfold));
    return line;
  }

  function unfold(row, line, button) {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) {
      line.nextElementSibling.remove();
      return;
    }
    const cell = make("td", { role: "cell", colspan: "8" }, explain(row));
    line.after(make("tr", { role: "row", class: "unfolded" }, cell));
  }

  function show(count) {
    const lines = document.createDocumentFragment();
    for (const row of state.found.slice(state.shown, state.shown + count)) lines.append(lineOf(row));
    body.append(lines);
    state.shown = Math.min(state.shown + count, state.found.length);
    byId("more").hidden = state.shown >= state.found.length;
    byId("status").textContent = state.found.length
      ? fill("shown", { shown: state.shown, found: state.found.length })
      : words.nothing_found;
  }

  function plain(text) {
    return text.normalize("NFKC").toLocaleLowerCase();
  }

  function matches(row, wanted, filters) {
    const debtor = debtors[row.debtor];
    const is = { verdict: row.verdict, actor: row.actor, risk: debtor.risk, approach: debtor.approach, bucket: debtor.bucket };
    if (!filters.every(([name, value]) => is[name] === value)) return false;
    row.text ??= plain([debtor.name, debtor.id, row.task, row.invoice, row.reason].join("\n"));
    return wanted.every((word) => row.text.includes(word));
  }

  function compare(key) {
    const name = key.replace("-", "");
    const turn = key.startsWith("-") ? -1 : 1;
    const order = Object.keys(labels);
    const value = {
      name: (row) => debtors[row.debtor].name,
      verdict: (row) => order.indexOf(row.verdict),
    }[name] ?? ((row) => row[name]);
    return (one, other) => {
      const [a, b] = [value(one), value(other)];
      const found = name === "name" ? collator.compare(a, b) : a < b ? -1 : a > b ? 1 : 0;
      return turn * found || one.number - other.number;
    };
  }

  function update() {
    const wanted = plain(byId("search").value).split(/\s+/).filter(Boolean);
    const filters = [...document.querySelectorAll("[data-filter]")].filter((each) => each.value).map((each) => [each.dataset.filter, each.value]);
    state.found = rows.filter((row) => matches(row, wanted, filters));
    if (state.sort !== "number") state.found.sort(compare(state.sort));
    state.shown = 0;
    body.replaceChildren();
    show(PAGE);
  }

  function sortBy(key) {
    state.sort = key;
    for (const head of document.querySelectorAll("th[data-sort]")) {
      const own = head.dataset.sort;
      if (key.replace("-", "") === own) head.setAttribute("aria-sort", key.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    const choice = byId("sort");
    choice.value = key;
    update();
  }

  function makeSortable() {
    for (const head of document.querySelectorAll("th[data-sort]")) {
      const key = head.dataset.sort;
      const button = make("button", { type: "button", class: "sort" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const first = key === "urgency" || key === "value" ? `-${key}` : key;
        const other = first.startsWith("-") ? key : `-${key}`;
        sortBy(state.sort === first ? other : first);
      });
    }
  }

  /* --- the page of one debtor ---------------------------------------------------------------------------------- */

  function table(heads, lines) {
    const head = make("tr", {}, ...heads.map((word) => make("th", { scope: "col" }, words[word])));
    const found = lines.map((line) => make("tr", {}, ...line.map((cell) => make("td", {}, String(cell)))));
    const all = make("table", {}, make("thead", {}, head), make("tbody", {}, ...found));
    return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.items }, all);
  }

  function entry(each) {
    const title = make("span", { class: "event" }, each.title);
    if (each.ahead) title.append(" ", make("span", { class: "badge" }, words.ahead));
    const line = make("li", { "data-kind": each.kind }, make("time", { datetime: each.on }, each.on), title);
    if (each.detail) line.append(make("span", { class: "meta", dir: "auto" }, each.detail));
    return line;
  }

  function card(row) {
    const head = make("h4", { dir: "auto" }, row.task);
    const facts = [`${words.urgency} ${row.urgency}`, row.amount, row.when.join("; "), row.invoice && words.invoice.replace("{id}", row.invoice)];
    const meta = make("p", { class: "meta" }, facts.filter(Boolean).join(" · "));
    return make("li", { class: "card", "data-verdict": row.verdict }, head, meta, explain(row));
  }

  function part(word, ...content) {
    return make("section", {}, make("h3", {}, words[word]), ...content);
  }

  function debtorPage(place) {
    const debtor = debtors[place];
    const found = detailsOf(place);
    const title = make("h2", { id: "debtor-title", tabindex: "-1" }, make("bdi", {}, debtor.name));
    const back = make("a", { href: "#worklist", class: "back" }, `← ${words.back}`);
    const sums = make("dl", { class: "sums" });
    for (const [word, value] of [
      ["overdue", debtor.overdue],
      ["open", debtor.open],
      ["past_due", debtor.days],
      ["risk_class", labels[debtor.risk]],
      ["approach_short", labels[debtor.approach] ?? "—"],
    ]) pair(sums, word, String(value));
    const steps = make("ol", { class: "cards" }, ...rows.filter((row) => row.debtor === place).map(card));
    for (const each of found.gave_way) {
      steps.append(make("li", { class: "card away" }, make("h4", {}, each.task), make("p", { class: "meta" }, each.why)));
    }
    const items = found.items.map((each) => [each.id, each.issued, each.due, each.amount, each.open, each.days]);
    const id = make("p", { class: "meta" }, make("bdi", {}, debtor.id), ` ${debtor.country}`);
    return [
      back,
      title,
      id,
      sums,
      part("steps_for", steps.children.length ? steps : make("p", {}, words.nothing)),
      make(
        "div",
        { class: "columns" },
        part("timeline", make("ol", { class: "timeline" }, ...found.timeline.map(entry))),
        part("chain", make("p", { class: "meta" }, words.chain_hint), chain(found.chain)),
      ),
      part("items", table(["number", "issued", "due_day", "amount", "open", "past_due"], items)),
    ];
  }

  let left = 0;

  function route() {
    const wanted = /^#debtor=(.*)$/.exec(location.hash);
    const article = byId("debtor");
    const wasOpen = !article.hidden;
    article.hidden = !wanted;
    byId("overview").hidden = byId("worklist").hidden = Boolean(wanted);
    if (!wanted) {
      article.replaceChildren();
      if (wasOpen) window.scrollTo(0, left);
      return;
    }
    if (!wasOpen) left = window.scrollY;
    let id = "";
    try {
      id = decodeURIComponent(wanted[1]);
    } catch {
      id = wanted[1];
    }
    const place = debtors.findIndex((each) => each.id === id);
    const missing = () => [make("h2", { id: "debtor-title", tabindex: "-1" }, words.no_debtor), make("a", { href: "#worklist" }, words.back)];
    article.replaceChildren(...(place < 0 ? missing() : debtorPage(place)));
    window.scrollTo(0, 0);
    byId("debtor-title").focus({ preventScroll: true });
  }

  /* --- light and dark ------------------------------------------------------------------------------------------ */

  function remembered() {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null;
    }
  }

  function theme(chosen) {
    document.documentElement.dataset.theme = chosen;
    byId("theme").setAttribute("aria-pressed", String(chosen === "dark"));
    try {
      localStorage.setItem("theme", chosen);
    } catch {
      // a page of a file may not be allowed to remember
    }
  }

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const before = remembered();
  if (before) theme(before);
  byId("theme").hidden = byId("print").hidden = false;
  byId("theme").setAttribute("aria-pressed", String((before ?? (dark.matches ? "dark" : "light")) === "dark"));
  byId("theme").addEventListener("click", () => theme(byId("theme").getAttribute("aria-pressed") === "true" ? "light" : "dark"));
  byId("print").addEventListener("click", () => window.print());

  if (body) {
    byId("filters").hidden = false;
    makeSortable();
    let waiting = 0;
    byId("search").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(update, rows.length > 5000 ? 150 : 0);
    });
    for (const each of document.querySelectorAll("[data-filter]")) each.addEventListener("change", update);
    byId("sort").addEventListener("change", (event) => sortBy(event.target.value));
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("filters").addEventListener("reset", () => setTimeout(() => sortBy("number"), 0));
    byId("more").addEventListener("click", () => {
      const before = state.shown;
      show(PAGE);
      body.querySelectorAll("tr.step")[before].querySelector("a").focus();
    });
    sortBy("number");
  }
  window.addEventListener("hashchange", route);
  route();
})();
