"use strict";

// Searches the text of the book, which is loaded when one first asks for it.
// It is a script and not data, so that a page from a disk may load it, too.
{
  const root = () => document.body.dataset.root;
  const plain = text =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let loading = null;

  /// The passages of the book: {address, page, title, text}.
  const passages = () => loading ??= new Promise((found, failed) => {
    const script = document.createElement("script");
    script.src = root() + "index.js";
    script.onload = () => found(searchIndex.map(([address, page, title, text]) =>
      ({address, page, title, text, words: plain(text),
        heading: plain(title)})));
    script.onerror = failed;
    document.head.append(script);
  });

  const count = (text, word) => text.split(word).length - 1;

  /// How well a passage fits: 0 if it lacks a word.
  const rank = (passage, words, phrase) => {
    let sum = 0;
    for (const word of words) {
      const found = Math.min(count(passage.words, word), 5) +
                    10 * count(passage.heading, word);
      if (found === 0) return 0;
      sum += found;
    }
    if (words.length > 1) sum += 20 * count(passage.words, phrase);
    if (passage.heading.includes(phrase)) sum += 30;
    // The course explains; other pages specify.
    return /^tutorial\/\d/.test(passage.address) ? sum + 15 : sum;
  };

  const search = async text => {
    const phrase = plain(text.trim());
    const words = phrase.split(/\s+/).filter(word => word !== "");
    if (words.length === 0) return [];
    return (await passages())
      .map(passage => ({passage, rank: rank(passage, words, phrase)}))
      .filter(found => found.rank > 0)
      .sort((one, other) => other.rank - one.rank)
      .slice(0, 12)
      .map(found => ({...found.passage, word: words[0]}));
  };

  const part = passage => {
    const at = Math.max(passage.words.indexOf(passage.word) - 40, 0);
    return (at > 0 ? "… " : "") + passage.text.slice(at, at + 120);
  };

  const show = (results, found) => {
    results.replaceChildren(...found.map(passage => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = root() + passage.address;
      const title = document.createElement("b");
      title.textContent = passage.title === passage.page
        ? passage.page : passage.page + ": " + passage.title;
      const text = document.createElement("span");
      text.textContent = part(passage);
      link.append(title, text);
      item.append(link);
      return item;
    }));
  };

  document.addEventListener("DOMContentLoaded", () => {
    const dialog = document.createElement("dialog");
    const input = document.createElement("input");
    input.type = "search";
    input.setAttribute("aria-label", "Search the book");
    input.placeholder = "Search the book";
    const results = document.createElement("ol");
    const close = makeButton("Close", () => dialog.close());
    dialog.append(input, close, results);
    dialog.className = "search";
    document.body.append(dialog);
    let asked = 0;
    input.addEventListener("input", async () => {
      const mine = ++asked;
      const found = await search(input.value);
      if (mine !== asked) return; // one has typed on
      show(results, found);
      if (found.length === 0 && input.value.trim() !== "")
        results.textContent = "Nothing has these words.";
      announce(`${found.length} found`);
    });
    input.addEventListener("keydown", event => {
      const first = results.querySelector("a");
      if (event.key === "Enter" && first) first.click();
    });
    results.addEventListener("click", () => dialog.close());
    const open = () => {
      dialog.showModal();
      input.select();
      passages();
    };
    tools.prepend(makeButton("Search", open));
    onKey("/", () => dialog.open ? false : open());
  });
}
