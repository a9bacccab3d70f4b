// Reloads a page of the preview when it has become old, and shows where its sentences come from.
const changes = new EventSource("/-/changes?" + document.currentScript.dataset.version);
changes.onmessage = () => location.reload();
addEventListener("pagehide", () => changes.close());

const panel = document.createElement("aside");
panel.className = "i18n-panel";
const link = document.createElement("a");
panel.append(link);

function show(segment) {
  link.textContent = segment.dataset.place;
  link.href = segment.dataset.link;
  document.body.append(panel);
}

document.addEventListener("click", (event) => {
  const anchor = event.target.closest("a[href]");
  if (anchor && anchor !== link) {
    // Whoever looks at segments wants to see them on the next page too.
    const target = new URL(anchor.href);
    if (location.search === "?segments" && target.origin === location.origin && !target.search) {
      target.search = "?segments";
      anchor.href = target.href;
    }
    return;
  }
  const segment = event.target.closest(".i18n-segment");
  if (segment) show(segment);
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".i18n-segment")) show(event.target);
});
