"use strict";

// The choice between light and dark comes first, so that no page is shown in
// the other before. Without a choice it is the system's.
const schemes = ["light dark", "light", "dark"];
const remembered = (() => {
  try { return localStorage.getItem("scheme"); } catch { return null; }
})();
if (schemes.includes(remembered))
  document.documentElement.style.colorScheme = remembered;

/// Returns a button. Buttons are made by scripts alone, so that a page without
/// scripts has none that does nothing.
function makeButton(label, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", action);
  return button;
}

/// Returns the place for the buttons of a figure.
function toolsOf(figure) {
  const made = figure.querySelector(".tool");
  if (made) return made;
  const bar = document.createElement("div");
  bar.className = "tool";
  const caption = figure.querySelector("figcaption");
  if (caption) caption.append(bar);
  else figure.prepend(bar);
  return bar;
}

/// Says something to those who cannot see it.
function announce(text) {
  document.querySelector("[role=status]").textContent = text;
}

/// Calls `action` for a key that is pressed outside of every input.
function onKey(key, action) {
  document.addEventListener("keydown", event => {
    const typing = event.target.closest("input, textarea, select");
    const other = event.ctrlKey || event.altKey || event.metaKey;
    if (event.key === key && !typing && !other && action(event) !== false)
      event.preventDefault();
  });
}

/// The place for buttons that belong to the whole page.
const tools = document.createElement("div");
tools.className = "tools";

document.addEventListener("DOMContentLoaded", () => {
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "offscreen";
  document.body.append(status);
  document.querySelector("header").append(tools);
  const isDark = () => {
    const chosen = document.documentElement.style.colorScheme;
    if (chosen === "light" || chosen === "dark") return chosen === "dark";
    return matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const toggle = makeButton("", () => {
    const scheme = isDark() ? "light" : "dark";
    document.documentElement.style.colorScheme = scheme;
    try { localStorage.setItem("scheme", scheme); } catch { /* this page only */ }
    name();
  });
  const name = () => { toggle.textContent = isDark() ? "Light" : "Dark"; };
  name();
  tools.append(toggle);
});
