"use strict";

// A button on each figure copies what one would type or keep: the commands of a
// console, a file as it is now, and the text of everything else.
{
  const textOf = figure => {
    if (figure.matches(".console"))
      return [...figure.querySelectorAll("kbd")]
        .map(command => command.textContent + "\n").join("");
    const now = figure.querySelector(".diff details code");
    return (now ?? figure.querySelector("pre code")).textContent;
  };

  const write = async text => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Older browsers, and those that allow no clipboard on a disk's page.
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const figure of document.querySelectorAll("figure:not(.drawing)")) {
      const button = makeButton("Copy", async () => {
        await write(textOf(figure));
        announce("Copied");
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
      });
      toolsOf(figure).append(button);
    }
  });
}
