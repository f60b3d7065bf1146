// When the card of a number opens (card.js): when the number is hovered, focused, clicked or tapped.
//
// By keyboard, each block (a paragraph, a formula, a figure, a table; in a deck the whole slide) is one stop for Tab,
// and not each of hundreds of numbers. There the left and right arrows go from number to number, Enter goes into the
// card, and Escape closes it. In a deck the arrows turn slides, so they go from number to number only inside the card.
// A number in a formula takes the focus in the MathML that MathJax has made for screen readers, from whom it hides what
// is seen. What a number is, is also announced, since to a screen reader a figure is one picture.
(function () {
  "use strict";

  const card = window.numberCard;
  const inDeck = document.documentElement.classList.contains("deck");
  const BLOCKS = ".remark-slides-area .remark-slide-content, .md-content__inner > *";
  const [HOVER, LEAVE] = [180, 320]; // milliseconds

  let pinned = false; // whether the card stays when the pointer leaves
  let quiet = false; // whether the focus comes back to a number whose card was closed
  let timer;

  const status = document.createElement("div");
  status.className = "number-card-status";
  status.setAttribute("role", "status");
  document.body.append(card.element, status);

  // --- the numbers

  const inCard = (target) => card.element.contains(target);
  const numberAt = (target) => (target instanceof Element && !inCard(target) ? target.closest("[data-q]") : null);
  const [SEEN, READ] = ["mjx-math", "mjx-assistive-mml"];

  // The same number in what is seen of a formula, or in what is read aloud.
  function twin(part, inside) {
    const formula = part.closest("mjx-container");
    if (!formula || part.closest(inside)) return part;
    const others = [...formula.querySelectorAll(`${inside === SEEN ? READ : SEEN} [data-q]`)];
    return formula.querySelectorAll(`${inside} [data-q]`)[others.indexOf(part)];
  }

  function stopsIn(block) {
    return [...block.querySelectorAll("[data-q]")].filter((part) => !part.closest(SEEN));
  }

  // --- opening and closing

  // pin: until it is closed. enter: with the focus in the card. say: read aloud. walks: with the way to its neighbours.
  async function open(part, { pin = false, enter = false, say = false, walks = enter || say } = {}) {
    clearTimeout(timer);
    const [seen, stop] = [twin(part, SEEN), twin(part, READ)];
    if (card.number !== seen) pinned = false;
    pinned ||= pin;
    mark(seen);
    const stops = stopsIn(stop.closest(BLOCKS) || stop);
    const others = { at: stops.indexOf(stop) + 1, of: stops.length, by: (steps) => walk(stop, steps) };
    const neighbours = walks && stops.length > 1 ? others : null;
    const fact = await card.open(seen, seen.dataset.q, { back: stop, enter, neighbours });
    if (fact === null) close();
    const words = fact && [fact.name, fact.about, fact.value, card.words(fact)].filter(Boolean);
    if (say && fact) status.textContent = `${words.join(", ")}. Enter for more.`;
  }

  // What is about to open by itself still does.
  function close() {
    quiet = true;
    card.close();
    quiet = pinned = false;
    mark(null);
  }

  function mark(seen) {
    document.querySelectorAll(".q-now").forEach((part) => part.classList.remove("q-now"));
    if (seen) seen.classList.add("q-now");
  }

  card.element.addEventListener("lost", close);

  // --- pointing

  function later(run, delay) {
    clearTimeout(timer);
    timer = setTimeout(run, delay);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || pinned) return;
    const over = numberAt(event.target);
    const isFocused = document.activeElement.matches("[data-q]") || inCard(document.activeElement);
    if (inCard(event.target) || (over && over === card.number)) clearTimeout(timer);
    else if (over) later(() => open(over), HOVER);
    else later(() => { if (card.number && !isFocused) close(); }, LEAVE);
  });

  document.addEventListener("click", (event) => {
    clearTimeout(timer);
    if (event.composedPath().includes(card.element)) return; // what was clicked may be gone from it by now
    const at = numberAt(event.target);
    const isLink = at && at.closest("a, summary, label, button");
    if (at && !isLink) open(at, { pin: true, walks: event.pointerType !== "mouse" });
    else if (card.number) close();
  });

  // With a card open, a tap beside it turns no slide.
  addEventListener("touchend", (event) => {
    if (!inDeck || card.element.hidden || inCard(event.target) || numberAt(event.target)) return;
    event.stopPropagation();
    close();
  }, { capture: true });

  // --- keys

  // One number of a block is the stop for Tab.
  function rove(to) {
    for (const part of stopsIn(to.closest(BLOCKS))) {
      part.setAttribute("tabindex", part === to ? "0" : "-1");
      if (part === to && part instanceof HTMLElement) part.setAttribute("role", "button");
      else part.removeAttribute("role");
    }
  }

  function walk(from, steps) {
    const stops = stopsIn(from.closest(BLOCKS));
    const next = stops[(stops.indexOf(from) + steps + stops.length) % stops.length];
    rove(next);
    twin(next, SEEN).scrollIntoView({ block: "nearest", inline: "nearest" });
    if (inCard(document.activeElement)) open(next, { pin: true, enter: true });
    else next.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", (event) => {
    const to = numberAt(event.target);
    if (to && !quiet) open(to, { say: true });
    else if (!to && card.number && !inCard(event.target)) close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    clearTimeout(timer);
    const at = numberAt(event.target);
    const by = inDeck ? 0 : { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape" && card.number) close();
    else if (at && (event.key === "Enter" || event.key === " ")) open(at, { pin: true, enter: true });
    else if (at && by) walk(at, by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  // --- an address that leads to a number: #q:2:two-outputs/net_h1@1

  function visit() {
    const [, nth, key] = /^#q:(\d+):(.+)$/.exec(location.hash) || [];
    if (!key) return;
    const all = [...document.querySelectorAll(`[data-q="${CSS.escape(decodeURIComponent(key))}"]`)];
    const seen = all.filter((part) => !part.closest(READ) && !inCard(part))[nth];
    if (!seen) return;
    for (let part = seen; part; part = part.parentElement) if (part.matches("details")) part.open = true;
    seen.scrollIntoView({ block: "center" });
    open(seen, { pin: true });
  }

  function ready() {
    document.querySelectorAll(BLOCKS).forEach((block) => {
      const [first] = stopsIn(block);
      if (first) rove(first);
    });
    visit();
  }

  document.addEventListener("typeset", ready);
  if (window.deckReady) window.deckReady.then(ready);
  addEventListener("hashchange", visit);
})();
