// Tells a reviewer, while a file's screen is open, who else has it open and whether it has changed.
(() => {
  const EVERY = 45000; // milliseconds
  const screen = document.querySelector("[data-file-presence]");
  if (!screen) return;
  const readers = screen.querySelector("[data-file-readers]");
  const names = screen.querySelector("[data-file-names]");
  const changed = screen.querySelector("[data-file-changed]");

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(screen.dataset.filePresence, { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const now = await answer.json();
      const text = now.readers.join(", ");
      if (names.textContent !== text) names.textContent = text;
      readers.hidden = !now.readers.length;
      changed.hidden = !now.changed;
    } catch {
      // Without the network the page stays as it was.
    }
  };

  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
})();
