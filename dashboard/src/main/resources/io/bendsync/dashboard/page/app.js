"use strict";
// Asks for the figures every two seconds and shows them. All that came from a database or a record is put in by
// textContent, never as HTML.

const EVERY_MS = 2000;
const FEWEST_SAMPLES = 60;
const MOST_TABLES = 200;
const FILTER_FROM = 12;
const LATE_SECONDS = 30;

const $ = (id) => document.getElementById(id);
let shown = null;
let failing = 0;

// ---------- words for numbers

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function count(value) {
  return value === null || value === undefined ? "–" : whole.format(value);
}

function rows(value) {
  return count(value) + (value === 1 ? " row" : " rows");
}

function short(value) {
  return value.toFixed(value >= 100 ? 0 : 1).replace(/\.0$/, "");
}

function rate(value) {
  if (value >= 1e6) {
    return short(value / 1e6) + "M";
  }
  if (value >= 1e4) {
    return short(value / 1e3) + "k";
  }
  return value >= 10 ? whole.format(value) : short(value);
}

function duration(seconds) {
  if (seconds === null || seconds === undefined) {
    return "–";
  }
  if (seconds < 60) {
    return (seconds < 10 && seconds > 0 ? Math.max(0.1, seconds).toFixed(1) : Math.round(seconds)) + " s";
  }
  if (seconds < 3600) {
    return Math.floor(seconds / 60) + " min " + Math.round(seconds % 60) + " s";
  }
  return Math.floor(seconds / 3600) + " h " + Math.round((seconds % 3600) / 60) + " min";
}

function brief(seconds) {
  return seconds < 1 ? Math.round(seconds * 1000) + " ms" : duration(seconds);
}

// ---------- elements

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) {
    node.className = className;
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  return node;
}

function button(text, action, className) {
  const node = make("button", className || "small", text);
  node.type = "button";
  node.addEventListener("click", action);
  return node;
}

function pill(state) {
  const words = { RUNNING: "good", PAUSED: "warn", STOPPED: "warn", UNASSIGNED: "warn", RESTARTING: "warn", FAILED: "bad" };
  return make("span", "pill " + (words[state] || ""), state.toLowerCase());
}

// ---------- asking

async function ask(method, path, headers) {
  // Without the password that may stand in the page's own address, which fetch would refuse.
  const url = new URL(path, location.origin + location.pathname);
  const answer = await fetch(url, { method, headers: headers || {}, cache: "no-store" });
  const text = await answer.text();
  let body = null;
  try {
    body = text ? JSON.parse(text) : null;
  } catch {
    body = null;
  }
  if (!answer.ok) {
    throw new Error((body && body.message) || answer.status + " " + answer.statusText);
  }
  return body;
}

function notice(text) {
  $("notice").hidden = !text;
  $("notice").textContent = text || "";
}

function confirmed(text, yes) {
  return new Promise((resolve) => {
    $("ask-text").textContent = text;
    $("ask-yes").textContent = yes;
    const done = (answer) => () => {
      $("ask").close();
      resolve(answer);
    };
    $("ask-yes").onclick = done(true);
    $("ask-no").onclick = done(false);
    $("ask").oncancel = () => resolve(false);
    $("ask").showModal();
  });
}

async function act(what, action) {
  try {
    notice(what + " …");
    await action();
    notice("");
  } catch (error) {
    notice(what + " failed: " + error.message);
  }
  refresh();
}

// Kafka Connect's own calls. A PUT from another site's page is stopped by the browser, which asks first.
function control(verb, connectors) {
  return Promise.all(connectors.map((each) => ask("PUT", "../connectors/" + encodeURIComponent(each.name) + "/" + verb)));
}

// In a shared cluster there are connectors of others too: those have a button of their own only.
function ours(state) {
  return shown.connectors.filter((each) => each.ours && each.state === state);
}

async function steer(verb, connectors) {
  const word = verb === "pause" ? "Pause" : "Resume";
  const effect = verb === "pause" ? "Rows wait in MySQL and Kafka until it is resumed." : "Rows that wait are sent.";
  const names = connectors.map((each) => each.name).join("\n");
  if (await confirmed(word + " " + (connectors.length === 1 ? "this connector?" : "these connectors?") + "\n" + names + "\n\n" + effect, word)) {
    await act(word, () => control(verb, connectors));
  }
}

async function resync(table) {
  const what = table ? "Read " + table + " again from the start?" : "Read all tables again from the start?";
  if (await confirmed(what + "\n\nEach row takes its own place by its key; changes go on arriving meanwhile.", "Resync")) {
    await act("Resync", () =>
      ask("POST", "api/resync" + (table ? "?table=" + encodeURIComponent(table) : ""), { "X-Bendsync": "resync" }));
  }
}

// ---------- showing

const chart = new Chart($("chart"), rate);

function show(state) {
  shown = state;
  $("title").textContent = state.pipeline || "Kafka Connect";
  document.title = (state.pipeline || "Kafka Connect") + " – bendsync";
  $("version").textContent = "bendsync " + state.version;
  showHealth(state);
  showTiles(state);
  chart.show(state.read, state.written, state.stepSeconds, FEWEST_SAMPLES);
  showFailures(state.failures);
  showTables(state);
  $("connectors").replaceChildren(...state.connectors.map(connectorCard));
  showDead(state.connectors.filter((each) => each.deadLetterTopic));
}

function showHealth(state) {
  const states = state.connectors.flatMap((each) => [each.state, ...each.tasks.map((task) => task.state)]);
  const worst = ["FAILED", "UNASSIGNED", "RESTARTING", "STOPPED", "PAUSED", "RUNNING"].find((word) => states.includes(word));
  const words = { FAILED: ["failed", "bad"], PAUSED: ["paused", "warn"], STOPPED: ["stopped", "warn"], RUNNING: ["running", "good"] };
  const [text, mood] = words[worst] || [worst ? "starting" : "no connectors", "warn"];
  $("state").textContent = text;
  $("state").className = "pill " + mood;
  $("pause").hidden = !ours("RUNNING").length;
  $("resume").hidden = !ours("PAUSED").length;
  $("resync").hidden = state.resync === "none";
}

function showTiles(state) {
  const sum = (values) => values.reduce((all, each) => all + each, 0);
  const recent = (values) => (values.length ? sum(values.slice(-3)) / Math.min(3, values.length) : 0);
  const lags = state.tables.filter((each) => each.lagRows !== null);
  const ages = lags.map((each) => each.lagSeconds).filter((each) => each !== null);
  const behind = state.connectors.map((each) => each.behindSeconds || 0);
  $("lag-seconds").textContent = ages.length || !lags.length ? duration(lags.length ? Math.max(...ages, 0) + Math.max(0, ...behind.filter((each) => each >= 2)) : null) : "–";
  $("lag-rows").textContent = lags.length ? rows(sum(lags.map((each) => each.lagRows))) + " waiting" : "";
  $("rate-in").textContent = rate(recent(state.read));
  $("rate-out").textContent = rate(recent(state.written));
  $("table-count").textContent = count(state.tables.length);
  const counted = state.tables.filter((each) => each.sourceExact && each.targetRows !== null);
  const equal = counted.filter((each) => each.sourceRows === each.targetRows);
  $("table-note").textContent = counted.length ? equal.length + " of " + counted.length + " with equal rows" : "";
  const dead = state.connectors.filter((each) => each.deadLetterTopic);
  $("dead-count").textContent = dead.length ? count(sum(dead.map((each) => each.deadLetters || 0))) : "–";
  $("dead-note").textContent = dead.length ? "in " + dead.map((each) => each.deadLetterTopic).join(", ") : "no topic for them";
}

function showFailures(failures) {
  $("problems").hidden = failures.length === 0;
  const opened = new Set([...$("failures").querySelectorAll("details[open]")].map((each) => each.dataset.part));
  $("failures").replaceChildren(...failures.map((failure) => {
    const item = make("li", failure.now ? "now" : "over");
    item.append(make("small", "", failure.part + (failure.now ? " has failed, since " : " failed, seen ") + new Date(failure.since).toLocaleTimeString()));
    item.append(make("strong", "", failure.message));
    const details = make("details");
    details.dataset.part = failure.part + failure.since;
    details.open = opened.has(details.dataset.part);
    details.append(make("summary", "", "Details"), make("pre", "", failure.trace));
    item.append(details);
    if (failure.now) {
      item.append(button("Restart " + failure.connector, () => act("Restart", () =>
        ask("POST", "../connectors/" + encodeURIComponent(failure.connector) + "/restart?includeTasks=true&onlyFailed=true"))));
    }
    return item;
  }));
}

function showTables(state) {
  const wanted = $("filter").value.toLowerCase();
  const fitting = state.tables.filter((each) => each.table.toLowerCase().includes(wanted));
  $("filter").hidden = state.tables.length < FILTER_FROM;
  $("tables").replaceChildren(...fitting.slice(0, MOST_TABLES).map((each) => tableRow(each, state)));
  $("tables-empty").hidden = state.tables.length > 0;
  $("tables-more").hidden = fitting.length <= MOST_TABLES;
  $("tables-more").textContent = "and " + count(fitting.length - MOST_TABLES) + " more: find them by name above";
  $("foreign").hidden = Boolean(state.pipeline);
}

function tableRow(table, state) {
  const row = make("tr");
  const cell = (label, text, className) => {
    const node = make("td", className || "number", text);
    node.dataset.label = label;
    row.append(node);
    return node;
  };
  const name = cell("Table", table.table, "name");
  if (state.connectors.filter((each) => each.type === "sink").length > 1) {
    name.append(make("div", "note", table.connector));
  }
  cell("In MySQL", (table.sourceRows !== null && !table.sourceExact ? "~" : "") + count(table.sourceRows));
  cell("In Databend", count(table.targetRows));
  cell("Waiting", count(table.lagRows));
  cell("Behind", duration(table.lagSeconds), "number" + (table.lagSeconds > LATE_SECONDS ? " late" : ""));
  cell("Rows/s", rate(table.rowsPerSecond));
  cell("", undefined, "spark").append(spark(table.history, 120, 24));
  const actions = cell("", undefined, "");
  if (state.resync === "tables") {
    const node = button("Resync", () => resync(table.table));
    node.setAttribute("aria-label", "Resync " + table.table);
    actions.append(node);
  }
  return row;
}

function connectorCard(connector) {
  const card = make("article", "card");
  const top = make("div", "top");
  const title = make("h3", "", connector.name);
  top.append(title, pill(connector.state));
  card.append(top, make("div", "quiet", connector.type + ", " + connector.kind));
  const tasks = make("div", "tasks");
  for (const task of connector.tasks) {
    const node = pill(task.state);
    node.textContent = "task " + task.id + " " + node.textContent;
    node.title = "on " + task.worker;
    tasks.append(node);
  }
  card.append(tasks, figures(connector));
  const verb = { RUNNING: "pause", PAUSED: "resume" }[connector.state];
  if (verb) {
    const node = button(verb === "pause" ? "Pause" : "Resume", () => steer(verb, [connector]));
    node.setAttribute("aria-label", node.textContent + " " + connector.name);
    card.append(node);
  }
  return card;
}

function figures(connector) {
  const list = make("dl");
  const f = connector.figures;
  const line = (name, value, words) => {
    if (value !== undefined && value !== null) {
      list.append(make("dt", "", name), make("dd", "", words(value)));
    }
  };
  const most = (value, words, top) => words(value) + (top === undefined ? "" : ", at most " + words(top));
  line("Rows read since the start", f.rowsRead, count);
  line("Behind the database", connector.behindSeconds, duration);
  line("Time for a poll", f.pollSeconds, brief);
  line("Rows taken since the start", f.rowsGiven, count);
  line("Rows in a flush", f.flushRows, (value) => most(value, count, f.flushRowsMost));
  line("Time for a flush", f.flushSeconds, (value) => most(value, brief, f.flushSecondsMost));
  line("Rows in a batch", f.batchRows, (value) => most(value, count, f.batchRowsMost));
  line("Time for a batch", f.putSeconds, (value) => most(value, brief, f.putSecondsMost));
  line("Tried again", f.retries, count);
  line("Records that failed", f.errors, count);
  if (connector.deadLetterTopic) {
    line("Dead letters written", f.deadLetters, count);
  }
  if (!list.children.length) {
    list.append(make("dt", "", "No figures: its tasks do not run in this worker."));
  }
  return list;
}

// ---------- dead letters

function showDead(connectors) {
  $("dead").hidden = connectors.length === 0;
  const names = connectors.map((each) => each.name).join("\n");
  if ($("dead-topics").dataset.names !== names) {
    $("dead-topics").dataset.names = names;
    $("dead-topics").replaceChildren(...connectors.map(deadTopic));
  }
  connectors.forEach((each, i) => {
    $("dead-topics").children[i].querySelector(".pill").textContent = count(each.deadLetters);
  });
}

function deadTopic(connector) {
  const box = make("div", "topic");
  const top = make("div", "top");
  const letters = make("div");
  const look = async (values) => {
    try {
      const found = await ask("GET", "api/dead-letters/" + encodeURIComponent(connector.name) + "?values=" + values);
      letters.replaceChildren(...found.map(letterView));
      if (!found.length) {
        letters.replaceChildren(make("p", "quiet", "There are none."));
      }
    } catch (error) {
      letters.replaceChildren(make("p", "notice", "Looking inside failed: " + error.message));
    }
  };
  top.append(make("strong", "", connector.deadLetterTopic), make("span", "pill", "–"));
  top.append(button("Look inside", () => look(false)), button("With values", async () => {
    if (await confirmed("Show the rows' values? They are the data of your tables, on this screen.", "Show them")) {
      look(true);
    }
  }));
  box.append(top, letters);
  return box;
}

function letterView(letter) {
  const box = make("div", "letter");
  box.append(make("strong", "", letter.reason || "No reason is written with it: set errors.deadletterqueue.context.headers.enable=true"));
  const stage = letter.stage ? ", while " + letter.stage.toLowerCase().replaceAll("_", " ") : "";
  box.append(make("div", "meta", letter.place + ", " + new Date(letter.time).toLocaleString() + stage));
  box.append(make("div", "meta", "key: " + (letter.key || "none")));
  if (letter.value !== null) {
    box.append(make("pre", "", letter.value || "no value"));
  }
  return box;
}

// ---------- the clock

async function refresh() {
  try {
    show(await ask("GET", "api/state"));
    if (failing > 1) {
      notice("");
    }
    failing = 0;
  } catch (error) {
    failing++;
    if (failing > 1) {
      $("state").textContent = "no answer";
      $("state").className = "pill bad";
      notice("The worker does not answer (" + error.message + "). What is below is what it said last.");
    }
  }
}

$("pause").addEventListener("click", () => steer("pause", ours("RUNNING")));
$("resume").addEventListener("click", () => steer("resume", ours("PAUSED")));
$("resync").addEventListener("click", () => resync(""));
$("filter").addEventListener("input", () => showTables(shown));

(async function loop() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(loop, EVERY_MS);
})();
