// Copy buttons: shown only where copying works; the text can be selected without them.
const live = document.getElementById("live");
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.querySelector(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      live.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      live.textContent = "Selected: copy it with your keyboard";
    }
  });
}
