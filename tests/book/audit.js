// What is wrong with the page that is shown, as a list of sentences.
(() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth)
    faults.push(`is ${root.scrollWidth} wide in a window of ${innerWidth}`);

  const numbers = text => text.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => {
    const linear = [red, green, blue].map(value => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const paper = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const opacity = element => {
    let all = 1;
    for (let at = element; at; at = at.parentElement)
      all *= Number(getComputedStyle(at).opacity);
    return all;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest("title, script, .offscreen, .later")) continue;
    const style = getComputedStyle(element);
    const ink = numbers(element.closest("svg") ? style.fill : style.color);
    const below = paper(element);
    const share = (ink[3] ?? 1) * opacity(element);
    const seen = ink.slice(0, 3).map((c, i) => c * share + below[i] * (1 - share));
    const found = contrast(seen, below);
    if (found < 4.5)
      faults.push(`has contrast ${found.toFixed(2)} in "` +
                  texts.currentNode.data.trim().slice(0, 30) + '"');
  }

  const targets = "button, summary, input, header a, nav a, .turn a";
  for (const target of document.querySelectorAll(targets)) {
    if (!target.checkVisibility()) continue;
    const {width, height} = target.getBoundingClientRect();
    if (width < 24 || height < 24)
      faults.push(`has a target of ${width} by ${height}: ` +
                  target.textContent.slice(0, 30));
  }

  for (const link of document.querySelectorAll("a[href^='#']"))
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1))))
      faults.push(`has no ${link.hash}`);
  for (const picture of document.querySelectorAll("svg"))
    if (picture.getAttribute("role") !== "img" ||
        !picture.querySelector("title")?.textContent ||
        !picture.closest("figure").querySelector("details .rows"))
      faults.push("has a drawing without a role, a title or its words");
  return faults;
})()
