// Keeps a page of the preview as its files are, and goes from one thing to do to the next.
"use strict";

(() => {
  const { body } = document;
  const live = document.getElementById("live");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const KEYED = '[id^="p-"], [data-of]';
  const INERT = document.implementation.createHTMLDocument("");
  let { version } = body.dataset;

  // --- what is said ---------------------------------------------------------------------------

  let silence = 0;

  function say(text, lasting = false) {
    clearTimeout(silence);
    live.textContent = text;
    live.classList.toggle("shown", text !== "");
    live.classList.toggle("gone", lasting);
    if (!lasting) silence = setTimeout(() => live.classList.remove("shown"), 5000);
  }

  // --- what is shown --------------------------------------------------------------------------

  const key = (element) => element.dataset.of ? `of ${element.dataset.of}` : element.id;
  const keyed = (root) => new Map([...root.querySelectorAll(KEYED)].map((e) => [key(e), e]));
  const parts = (root) => new Map([...root.querySelectorAll("[data-part]")].map((e) => [e.id, e]));
  const bodies = (root) => ["front", "body", "elsewhere"].map((id) => root.getElementById(id));

  // What stands around the texts: where it differs, replacing them one by one is not enough.
  function shell(element) {
    if (!element) return "";
    const copy = INERT.importNode(element, true); // there its pictures are not fetched
    for (const inner of keyed(copy).values()) {
      const name = key(inner);
      for (const { name: attribute } of [...inner.attributes]) inner.removeAttribute(attribute);
      inner.replaceChildren(name);
    }
    return copy.outerHTML;
  }

  // A page as it was sent, before this script touched it.
  function remember(root) {
    const texts = (found) => new Map([...found].map(([name, e]) => [name, e.outerHTML]));
    const marks = [...root.querySelectorAll("[data-digest]")].map((e) => [e.dataset.of, e.dataset.digest]);
    return {
      keyed: texts(keyed(root)),
      parts: texts(parts(root)),
      shells: bodies(root).map(shell),
      marks: new Map(marks),
    };
  }

  let known = remember(document);

  function prepare(root) {
    const keys = root.querySelector("#keys");
    if (keys) keys.checked = localStorage.getItem("keys") !== "off";
    for (const button of root.querySelectorAll(".copy")) button.hidden = !navigator.clipboard;
  }

  // --- focus ----------------------------------------------------------------------------------

  const signature = (e) => [e.tagName, e.id, e.getAttribute("href"), e.dataset.copy].join(" ");

  // Remembers where the focus is; returns what puts it back if its element was replaced.
  function holdFocus() {
    const held = document.activeElement;
    if (!held || held === body) return () => {};
    const name = signature(held);
    const home = held.closest(`${KEYED}, [data-part]`);
    const place = home && (home.dataset.of ? `[data-of="${home.dataset.of}"]` : `[id="${home.id}"]`);
    return () => {
      if (held.isConnected || !place) return;
      const now = document.querySelector(place);
      if (!now) return;
      const same = [now, ...now.querySelectorAll("a, button, input, summary, [tabindex]")];
      focusOn(same.find((e) => signature(e) === name) ?? now);
    };
  }

  function focusOn(element) {
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // --- bringing up to date --------------------------------------------------------------------

  function replace(old, fresh) {
    const top = old.scrollTop;
    const copy = document.importNode(fresh, true);
    old.replaceWith(copy);
    prepare(copy);
    copy.scrollTop = top;
  }

  function takeOver(page) {
    const now = remember(page);
    const restore = holdFocus();
    const here = parts(document);
    for (const [id, fresh] of parts(page)) {
      if (now.parts.get(id) !== known.parts.get(id)) replace(here.get(id), fresh);
    }
    const [old, fresh] = [bodies(document), bodies(page)];
    if (now.shells.every((text, place) => text === known.shells[place])) {
      const [olds, freshes] = [keyed(document), keyed(page)];
      for (const [name, text] of now.keyed) {
        const element = olds.get(name);
        if (text !== known.keyed.get(name) && element?.isConnected) {
          replace(element, freshes.get(name));
        }
      }
    } else {
      old.forEach((element, place) => element && fresh[place] && replace(element, fresh[place]));
    }
    restore();
    const news = [...now.marks].filter(([id, mark]) => known.marks.get(id) !== mark);
    known = now;
    version = page.body.dataset.version;
    document.title = page.title;
    return news.map(([id]) => id);
  }

  function inView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 60 && bottom <= innerHeight;
  }

  function show(element) {
    element.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  }

  function point(ids) {
    const found = ids.map((id) => document.getElementById(id)).filter(Boolean);
    for (const id of ids) {
      for (const element of [document.getElementById(id), asideOf(id)]) {
        if (!element) continue;
        element.classList.add("changed");
        setTimeout(() => element.classList.remove("changed"), 3500);
      }
    }
    if (found.length && !found.some(inView)) show(found[0]);
  }

  const troubles = () => document.getElementById("troubles-head")?.textContent ?? "";

  let busy = false;
  let again = null;

  async function refresh(said = "") {
    if (busy) {
      again = said;
      return;
    }
    busy = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok) {
        location.reload();
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const was = troubles();
      point(takeOver(page));
      if (said) say(said);
      else if (troubles() !== was) say(troubles());
      wait();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // no network: the stream will say so
    } finally {
      busy = false;
    }
    if (again !== null) {
      const next = again;
      again = null;
      await refresh(next);
    }
  }

  // What was not counted yet when the page was made.
  function wait() {
    if (document.querySelector("[data-more]")) setTimeout(refresh, 200);
  }

  // --- being told -----------------------------------------------------------------------------

  let stream = null;
  let missing = 0;
  let gone = false;

  function connect() {
    disconnect();
    if (!body.dataset.events) return;
    stream = new EventSource(body.dataset.events);
    stream.addEventListener("hello", (event) => {
      clearTimeout(missing);
      missing = 0;
      if (gone) say(body.dataset.back);
      gone = false;
      if (JSON.parse(event.data).version !== version) refresh();
    });
    stream.addEventListener("changed", (event) => {
      const news = JSON.parse(event.data);
      if (news.version !== version) refresh(news.said);
    });
    stream.addEventListener("error", () => {
      if (!missing) missing = setTimeout(lost, 1500);
      if (stream?.readyState === EventSource.CLOSED) setTimeout(connectIfSeen, 2000);
    });
  }

  function lost() {
    gone = true;
    say(body.dataset.gone, true);
  }

  function disconnect() {
    clearTimeout(missing);
    missing = 0;
    stream?.close();
    stream = null;
  }

  // A page that nobody sees holds no connection: browsers have few for one server.
  function connectIfSeen() {
    if (document.visibilityState === "visible") connect();
    else disconnect();
  }

  document.addEventListener("visibilitychange", connectIfSeen);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => event.persisted && connectIfSeen());

  // --- going through what is left -------------------------------------------------------------

  const asideOf = (id) => document.querySelector(`[data-of="${CSS.escape(id)}"]`);
  let visited = "";

  function go(step) {
    const things = [...document.querySelectorAll("[data-todo]")].map((e) => e.dataset.of);
    if (!things.length) return;
    const from = things.indexOf(visited);
    const ahead = things.findIndex((id) => elementOf(id).getBoundingClientRect().top > 80);
    const begin = ahead < 0 ? things.length : ahead;
    const next = from >= 0 ? from + step : begin + (step < 0 ? -1 : 0);
    visited = things[(next + things.length) % things.length];
    const element = elementOf(visited);
    focusOn(element);
    show(element);
  }

  const elementOf = (id) => document.getElementById(id) ?? asideOf(id);

  document.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (!document.getElementById("keys")?.checked) return;
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    event.preventDefault();
    go(step);
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    say(body.dataset.copied);
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "keys") localStorage.setItem("keys", event.target.checked ? "on" : "off");
  });

  prepare(document);
  wait();
  connectIfSeen();
})();
