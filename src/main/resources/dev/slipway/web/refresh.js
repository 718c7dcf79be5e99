// Keeps the page current. Without this script it is as of when it was loaded, and works all the same.
const EVERY_MILLIS = 10_000;
let isPaused = false;

const button = document.createElement("button");
button.type = "button";
document.querySelector("header").append(button);

function show() {
  button.textContent = isPaused ? "Refresh again" : "Stop refreshing";
}

button.addEventListener("click", () => {
  isPaused = !isPaused;
  show();
  refresh();
});
show();

// What somebody is about to type or has unfolded must stay.
function isBusy() {
  const active = document.activeElement;
  return active && active.closest("form") !== null;
}

function unfolded() {
  return new Set(
    [...document.querySelectorAll("details[open]")].map((each) => key(each)));
}

function key(details) {
  const row = details.closest("tr");
  const name = row && row.querySelector("a.name");
  return name ? name.id : details.textContent;
}

function replace(part, fresh) {
  const old = document.querySelector(part);
  const next = fresh.querySelector(part);
  if (!old || !next || old.innerHTML === next.innerHTML) {
    return;
  }
  const open = unfolded();
  const active = document.activeElement;
  const summary = active && active.tagName === "SUMMARY" ? key(active.parentElement) : null;
  const focused = active ? active.id : "";
  const scrolled = window.scrollY;
  old.replaceChildren(...next.childNodes);
  for (const details of old.querySelectorAll("details")) {
    details.open = open.has(key(details));
    if (summary === key(details)) {
      details.firstElementChild.focus({ preventScroll: true });
    }
  }
  const again = focused && document.getElementById(focused);
  if (again && again !== document.activeElement) {
    again.focus({ preventScroll: true });
  }
  window.scrollTo({ top: scrolled, behavior: "instant" });
}

async function refresh() {
  if (isPaused || document.hidden || isBusy()) {
    return;
  }
  try {
    const answer = await fetch(location.href, { cache: "no-cache", headers: { Accept: "text/html" } });
    if (answer.ok && !isBusy()) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace("main", fresh);
      replace("footer", fresh);
    }
  } catch {
    // What is shown says as of when it is; the next try may get through.
  }
}

setInterval(refresh, EVERY_MILLIS);
document.addEventListener("visibilitychange", refresh);
