"use strict";

// Steps through a conversation. Each row of its drawing is a `<g>`, and for
// each there is an item in the list below it: the player puts classes on the
// rows and shows the item, so that nothing is drawn twice.
{
  let chosen = null; // whose keys the arrows are

  class Player {
    constructor(figure) {
      this.figure = figure;
      this.rows = [...figure.querySelectorAll("svg > g")];
      this.items = [...figure.querySelectorAll(".rows > li")];
      this.at = 0; // the rows that have been said
      this.start = makeButton("Step through", () => this.open());
      this.start.className = "start";
      toolsOf(figure).prepend(this.start);
    }

    open() {
      if (this.desk) return this.close();
      this.details = this.figure.querySelector("details");
      this.wasOpen = this.details.open;
      if (this.figure.matches(".wire")) this.details.open = true;
      this.makeDesk();
      this.start.textContent = "Close";
      chosen = this;
      this.go(1);
      this.forth.focus({preventScroll: true});
    }

    close() {
      this.desk.remove();
      this.desk = null;
      this.details.open = this.wasOpen;
      for (const row of this.rows) row.classList.remove("said", "now", "later");
      this.start.textContent = "Step through";
      if (chosen === this) chosen = null;
      this.start.focus({preventScroll: true});
    }

    makeDesk() {
      this.desk = document.createElement("div");
      this.desk.className = "desk";
      this.line = document.createElement("div");
      this.line.className = "line";
      this.count = document.createElement("span");
      this.back = makeButton("← Back", () => this.go(this.at - 1));
      this.forth = makeButton("Step →", () => this.go(this.at + 1));
      this.all = makeButton("All", () => this.go(this.rows.length));
      const controls = document.createElement("div");
      controls.className = "controls";
      controls.append(this.back, this.forth, this.all, this.count);
      this.desk.append(this.line, controls);
      this.figure.append(this.desk);
      this.desk.addEventListener("focusin", () => { chosen = this; });
    }

    go(to) {
      if (to < 1 || to > this.rows.length) return;
      this.at = to;
      this.rows.forEach((row, i) => {
        row.classList.toggle("said", i < to - 1);
        row.classList.toggle("now", i === to - 1);
        row.classList.toggle("later", i >= to);
      });
      const item = this.items[to - 1];
      this.line.replaceChildren(
        ...[...item.childNodes].map(node => node.cloneNode(true)));
      this.count.textContent = `${to} of ${this.rows.length}`;
      this.back.disabled = to === 1;
      this.forth.disabled = to === this.rows.length;
      announce(item.textContent);
      this.show(this.rows[to - 1]);
    }

    // Scrolls so that the row is above the desk, and below the page's head.
    show(row) {
      const place = row.getBoundingClientRect();
      const bottom = Math.min(this.desk.getBoundingClientRect().top,
                              innerHeight) - 8;
      const top = document.querySelector("header").offsetHeight + 8;
      const scroller = row.closest(".slide-show") ?? window;
      if (place.bottom > bottom) scroller.scrollBy(0, place.bottom - bottom);
      else if (place.top < top) scroller.scrollBy(0, place.top - top);
    }
  }

  const step = by => () => {
    if (!chosen) return false;
    chosen.go(chosen.at + by);
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const figure of document.querySelectorAll(".drawing, .wire"))
      new Player(figure);
  });
  onKey("ArrowRight", step(1));
  onKey("ArrowDown", step(1));
  onKey("ArrowLeft", step(-1));
  onKey("ArrowUp", step(-1));
  onKey("Escape", () => chosen ? chosen.close() : false);
}
