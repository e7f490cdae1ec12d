"use strict";

// Shows a page as slides, by rule: a slide is a heading and one thing to look
// at: a figure, a list, a table or a quotation. The prose between belongs to
// the slide before it, as the speaker's notes. The things are moved here and
// back, not copied, so that the player works on a slide, too.
{
  const isThing = node =>
    node.matches("figure, ul, ol, .table, blockquote");
  const isHeading = node => node.matches("h1, h2, h3");
  let show = null;

  /// The slides of a page: {heading, thing, notes}.
  const slidesOf = main => {
    const slides = [];
    let heading = null;
    const add = thing => slides.push({heading, thing, notes: []});
    for (const node of main.children) {
      if (isHeading(node)) {
        heading = node;
        add(null);
      } else if (isThing(node)) {
        const last = slides.at(-1);
        if (last && !last.thing) last.thing = node;
        else add(node);
      } else if (slides.length > 0 && !node.matches(".turn")) {
        slides.at(-1).notes.push(node);
      }
    }
    return slides;
  };

  class SlideShow {
    constructor() {
      this.main = document.querySelector("main");
      this.slides = slidesOf(this.main);
      this.scroll = scrollY;
      this.at = -1;
      this.show = document.createElement("section");
      this.show.className = "slide-show";
      this.show.setAttribute("aria-label", "Slides");
      this.stage = document.createElement("div");
      this.stage.className = "stage";
      this.notes = document.createElement("aside");
      this.notes.setAttribute("aria-label", "Notes");
      this.notes.hidden = true;
      this.count = document.createElement("span");
      this.back = makeButton("← Back", () => this.go(this.at - 1));
      this.forth = makeButton("Next →", () => this.go(this.at + 1));
      const bar = document.createElement("div");
      bar.className = "controls";
      bar.append(this.back, this.forth, this.count,
                 makeButton("Notes", () => this.toggleNotes()),
                 makeButton("End", () => this.end()));
      this.show.append(this.stage, this.notes, bar);
      document.body.classList.add("slides");
      document.body.append(this.show);
      this.main.inert = true;
      this.go(this.first());
    }

    /// The slide of what is in the window now.
    first() {
      const top = document.querySelector("header").offsetHeight + 1;
      const seen = this.slides.findIndex(({heading, thing}) =>
        (thing ?? heading).getBoundingClientRect().bottom > top);
      return Math.max(seen, 0);
    }

    go(to) {
      if (to < 0 || to >= this.slides.length) return;
      this.putBack();
      this.at = to;
      const {heading, thing, notes} = this.slides[to];
      const title = heading.cloneNode(true);
      title.removeAttribute("id");
      this.stage.replaceChildren(title);
      if (thing) {
        this.place = document.createComment("");
        thing.replaceWith(this.place);
        this.stage.append(thing);
      }
      this.stage.classList.toggle("title", !thing);
      this.notes.replaceChildren(...notes.map(note => note.cloneNode(true)));
      this.count.textContent = `${to + 1} of ${this.slides.length}`;
      this.back.disabled = to === 0;
      this.forth.disabled = to === this.slides.length - 1;
      this.show.scrollTop = 0;
      announce(title.textContent);
    }

    /// Puts what is on the slide back to its place in the page.
    putBack() {
      if (this.at < 0) return;
      const {thing} = this.slides[this.at];
      if (thing) this.place.replaceWith(thing);
    }

    toggleNotes() {
      this.notes.hidden = !this.notes.hidden;
    }

    end() {
      this.putBack();
      this.show.remove();
      this.main.inert = false;
      document.body.classList.remove("slides");
      const {heading, thing} = this.slides[this.at];
      (thing ?? heading).scrollIntoView({block: "center"});
      show = null;
    }
  }

  const begin = () => { show = new SlideShow(); };
  /// The arrows are the player's while it is open on the slide.
  const move = by => () => {
    if (!show || show.stage.querySelector(".desk")) return false;
    show.go(show.at + by);
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (slidesOf(document.querySelector("main")).length < 2) return;
    tools.append(makeButton("Slides", begin));
    onKey("p", () => show ? show.end() : begin());
    onKey("n", () => show ? show.toggleNotes() : false);
    onKey("ArrowRight", move(1));
    onKey("ArrowLeft", move(-1));
    onKey("Escape", () => {
      if (!show || show.stage.querySelector(".desk")) return false;
      show.end();
    });
  });
}
