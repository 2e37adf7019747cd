"use strict";
(() => {
  const form = document.getElementById("filter"), words = document.getElementById("words"), shown = document.getElementById("shown");
  const letters = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ە": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك" };
  const isDigit = (code) => /\p{Nd}/u.test(String.fromCodePoint(code));
  const digit = (character) => {  // ten digits of a script stand one after the other
    const code = character.codePointAt(0);
    let zero = code;
    while (code - zero < 9 && isDigit(zero - 1)) zero -= 1;
    return code - zero;
  };
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\u0640\p{Mn}\p{Cf}]/gu, "")
    .replace(/[أإآٱىیېئؤةەۀہھک]/g, (letter) => letters[letter]).replace(/\p{Nd}/gu, digit)
    .replace(/(\d)[,٬،](?=\d{3})/g, "$1").replace(/\s+/g, " ").trim();

  // What is shown or hidden as one: an entry, a row of a picture, or all rows of one question.
  const pieces = [];
  for (const item of document.querySelectorAll("article, #matrix tbody tr, .events > li, .rows tr:not(:has([scope=rowgroup]))")) {
    if (item.matches(".rows tr") && !item.id && pieces.length) pieces.at(-1).items.push(item);
    else pieces.push({ items: [item], counts: item.id !== "" });
  }
  for (const piece of pieces) {
    const subject = piece.items[0].closest("tbody")?.querySelector("[scope=rowgroup]");
    piece.text = () => (piece.folded ??= fold([subject, ...piece.items].map((item) => item?.textContent ?? "").join(" ")));
  }
  const apply = () => {
    const asked = fold(words.value).split(" ").filter(Boolean);
    const groups = new Set();
    let found = 0;
    for (const piece of pieces) {
      const hidden = !asked.every((word) => piece.text().includes(word));
      for (const item of piece.items) item.hidden = hidden;
      if (hidden) continue;
      if (piece.counts) found += 1;
      for (const group of [".section", ".rows tbody", ".years > li"]) groups.add(piece.items[0].closest(group));
    }
    for (const group of document.querySelectorAll(".section, .rows tbody, .years > li")) group.hidden = asked.length > 0 && !groups.has(group);
    const all = pieces.filter((piece) => piece.counts).length;
    shown.textContent = asked.length ? shown.dataset.some.replace("{n}", found).replace("{all}", all) : shown.dataset.all;
  };
  const keep = () => {
    const url = new URL(location.href);
    if (words.value) url.searchParams.set("q", words.value);
    else url.searchParams.delete("q");
    try {
      history.replaceState(null, "", url);
    } catch {
      // a browser that keeps no state of files
    }
  };
  const change = () => {
    apply();
    keep();
  };
  let waiting = 0;
  words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(change, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change();
  });
  document.addEventListener("keydown", (event) => {
    const typing = document.activeElement === words;
    if (event.key === "/" && !typing) {
      event.preventDefault();
      words.focus();
    }
    if (event.key === "Escape" && typing) {
      words.value = "";
      change();
    }
  });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[hidden]")) {
      words.value = "";
      change();
    }
    // Some times over, since what stands above gets its height only when it comes into view.
    const settle = (times) => {
      target?.scrollIntoView();
      if (times) requestAnimationFrame(() => settle(times - 1));
    };
    settle(5);
  };
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  words.value = new URL(location.href).searchParams.get("q") ?? "";
  if (words.value) {
    apply();
    window.addEventListener("load", reveal);
  } else shown.textContent = shown.dataset.all;
})();
