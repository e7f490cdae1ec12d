"""The book in a real browser: what a reader sees, types and clicks.

Without chromium it is skipped. Two chapters are looked at; with --all (or
BOOK_ALL=1) each page. BOOK_PICTURES names a folder that keeps a picture of each.
"""

import functools
import http.server
import os
import pathlib
import sys
import tempfile
import threading
import unittest

from book import make_book
from browser import Browser, find_browser

AUDIT = (pathlib.Path(__file__).parent / "audit.js").read_text()
CHAPTERS = ["index.html", "tutorial/01-line/index.html",
            "tutorial/03-push/index.html"]
ALL = bool(os.environ.get("BOOK_ALL"))
PICTURES = os.environ.get("BOOK_PICTURES")


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Look(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="kit-book-")
        cls.addClassCleanup(folder.cleanup)
        cls.book = pathlib.Path(folder.name).resolve()
        make_book(cls.book)
        browser = Browser()
        cls.page = browser.__enter__()
        cls.addClassCleanup(browser.__exit__)

    def setUp(self):
        self.page.troubles.clear()
        self.page.requested.clear()
        self.page.show(1280, "light")

    def open(self, name, base=None):
        self.page.load((base or self.book.as_uri()) + "/" + name)

    def pages(self):
        if not ALL:
            return CHAPTERS
        return sorted(str(file.relative_to(self.book))
                      for file in self.book.rglob("*.html"))

    def check_page(self, name, width, scheme):
        with self.subTest(page=name, width=width, scheme=scheme):
            self.page.show(width, scheme)
            self.open(name)
            self.assertEqual(self.page.run(AUDIT), [])
            self.assertEqual(self.page.troubles, [])
            if PICTURES:
                file = name.replace("/", "-").removesuffix(".html")
                self.page.picture(f"{PICTURES}/{file}-{width}-{scheme}.png")
        self.page.troubles.clear()

    def test_every_page_can_be_read(self):
        for name in self.pages():
            is_text = name.endswith("index.html") or name.endswith("TASK.html")
            self.check_page(name, 1280, "light")
            self.check_page(name, 390, "dark")
            if is_text:
                self.check_page(name, 1280, "dark")
                self.check_page(name, 390, "light")
        self.assertTrue(all(address.startswith(("file:", "data:"))
                            for address in self.page.requested))

    def test_over_http_it_is_the_same(self):
        handler = functools.partial(Silent, directory=self.book)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        try:
            for name in CHAPTERS:
                self.open(name, base)
                self.assertEqual(self.page.run(AUDIT), [])
                self.assertEqual(self.page.troubles, [])
        finally:
            server.shutdown()
            server.server_close()
        for address in self.page.requested:
            self.assertTrue(address.startswith((base, "data:")), address)

    def click(self, text, within="document"):
        self.assertTrue(self.page.run(
            f"(() => {{ const button = [...{within}.querySelectorAll('button')]"
            f".find(one => one.textContent === {text!r} && "
            "one.checkVisibility()); button?.click(); return !!button; })()"),
            f"no button {text}")

    def search(self, words):
        """The first hit's text and address."""
        self.page.press("/")
        self.page.wait_for("document.activeElement.type === 'search'")
        self.page.run("document.querySelector('dialog input').value = ''")
        self.page.type(words)
        self.page.wait_for("document.querySelector('dialog a')")
        return self.page.run("(() => { const a = document.querySelector("
                             "'dialog a'); return [a.textContent, a.href]; })()")

    def test_search_finds_words_and_enter_goes_there(self):
        self.open(CHAPTERS[0])
        self.assertNotIn("index.js", " ".join(self.page.requested))
        text, address = self.search("bare LF")
        self.assertRegex(text, "(?i)bare lf")
        self.page.press("Enter")
        self.page.wait_for(f"location.href === {address!r} && "
                           "document.readyState === 'complete'")
        self.assertEqual(self.page.run("document.querySelectorAll("
                                       "'dialog[open]').length"), 0)
        text, _ = self.search("continuation")
        self.assertRegex(text, "(?i)continuation")
        self.assertEqual(self.page.troubles, [])

    def test_search_does_not_need_accents_nor_mind_them(self):
        with tempfile.TemporaryDirectory() as here:
            small = pathlib.Path(here).resolve()
            (small / "tutorial").mkdir()
            (small / "tutorial" / "README.md").write_text(
                "# Flats\n\n## Near\n\nA café in Orléans.\n")
            make_book(small / "book", small / "tutorial")
            for typed in ("orléans", "ORLEANS"):
                self.open("index.html", (small / "book").as_uri())
                text, _ = self.search(typed)
                self.assertEqual(text, "Flats: NearA café in Orléans. ")

    def test_search_prefers_the_chapters_whatever_their_number(self):
        for chapter in ("02-many", "10-last"):
            with tempfile.TemporaryDirectory() as here:
                small = pathlib.Path(here).resolve()
                (small / "tutorial" / chapter).mkdir(parents=True)
                (small / "tutorial" / "README.md").write_text(
                    f"# Course\n\nA roof, a [roof]({chapter}/README.md).\n")
                (small / "tutorial" / chapter / "README.md").write_text(
                    "# Chapter\n\nA roof.\n")
                make_book(small / "book", small / "tutorial")
                self.open("index.html", (small / "book").as_uri())
                text, _ = self.search("roof")
                self.assertEqual(text, "ChapterA roof. ")

    def copied(self, figure):
        """What the button of a figure copies."""
        self.page.run("navigator.clipboard.writeText = async text => "
                      "{ window.copied = text; }; window.copied = null")
        self.click("Copy", f"document.querySelector({figure!r})")
        return self.page.wait_for("window.copied")

    def test_copy_gives_what_one_types_or_keeps(self):
        self.open(CHAPTERS[1])
        self.assertEqual(
            self.copied(".console"),
            ". tutorial/path\nmeson compile -C build course\n"
            "CHAPTER=$PWD/tutorial/01-line\n")
        self.assertEqual(
            self.copied(".code"),
            "const asio::ip::tcp::endpoint here(asio::ip::address_v4::"
            "loopback(),\n                                   number);\n"
            "asio::ip::tcp::acceptor door(loop, here);\n")
        now = self.copied(".diff")
        self.assertTrue(now.startswith("void serve(tcp::socket client) {\n"))
        self.assertIn("    std::string pending; // came, and has", now)
        self.assertNotIn("without_line_end", now)

    def test_the_choice_of_light_or_dark_survives(self):
        self.open(CHAPTERS[0])
        paper = "getComputedStyle(document.body).backgroundColor"
        light = self.page.run(paper)
        self.click("Dark")
        dark = self.page.run(paper)
        self.assertNotEqual(light, dark)
        self.page.reload()
        self.assertEqual(self.page.run(paper), dark)
        self.click("Light")
        self.page.run("localStorage.clear()")

    def test_the_player_steps_through_the_rows(self):
        self.open(CHAPTERS[1])
        for kind in (".drawing", ".wire"):
            figure = f"document.querySelector({kind!r})"
            rows = self.page.run(
                f"[...{figure}.querySelectorAll('.rows > li')]"
                ".map(row => row.textContent)")
            groups = self.page.run(f"{figure}.querySelectorAll('svg > g').length")
            self.assertEqual(len(rows), groups)
            self.click("Step through", figure)
            line = f"{figure}.querySelector('.desk .line').textContent"
            seen = [self.page.run(line)]
            for _ in rows[1:]:
                self.page.press("ArrowRight")
                seen.append(self.page.run(line))
                self.assertTrue(self.page.run(
                    "(() => { const now = document.querySelector('.now')"
                    ".getBoundingClientRect(), desk = document.querySelector("
                    "'.desk').getBoundingClientRect(); return now.top >= 0 && "
                    "now.bottom <= desk.top + 1 && desk.bottom <= innerHeight "
                    "+ 1; })()"), "the row and the desk are seen")
            self.assertEqual(seen, rows)
            self.assertEqual(self.page.run(
                f"{figure}.querySelectorAll('.later').length"), 0)
            self.page.press("ArrowLeft")
            self.assertEqual(self.page.run(line), rows[-2])
            self.assertEqual(self.page.run(AUDIT), [])
            self.page.press("Escape")
            self.assertEqual(self.page.run(
                f"{figure}.querySelectorAll('.now, .later, .desk').length"), 0)

    def test_slides_return_the_page_whole(self):
        self.open(CHAPTERS[1])
        whole = self.page.run("document.querySelector('main').innerHTML")
        self.page.press("p")
        count = int(self.page.run("document.querySelector("
                                  "'.slide-show > .controls span')"
                                  ".textContent").split()[-1])
        self.assertGreater(count, 20)
        for _ in range(count - 1):
            self.assertFalse(self.page.run(
                "document.documentElement.scrollWidth > innerWidth"))
            self.page.press("ArrowRight")
        self.page.press("n")
        self.page.press("Escape")
        self.assertEqual(
            self.page.run("document.querySelector('main').innerHTML"), whole)

    def test_the_player_works_on_a_slide(self):
        self.page.show(390, "dark")
        self.open(CHAPTERS[1])
        self.click("Slides")
        while not self.page.run("!!document.querySelector('.stage .drawing')"):
            self.page.press("ArrowRight")
        self.click("Step through", "document.querySelector('.stage')")
        self.page.press("ArrowRight")
        self.assertEqual(self.page.run(
            "document.querySelector('.stage .desk .controls span')"
            ".textContent.slice(0, 4)"), "2 of")
        self.assertEqual(self.page.run(AUDIT), [])
        self.page.press("Escape") # closes the player
        self.page.press("Escape") # ends the slides
        self.assertFalse(self.page.run("!!document.querySelector('.slide-show')"))

    def test_no_key_acts_in_an_input(self):
        self.open(CHAPTERS[1])
        self.page.press("/")
        self.page.wait_for("document.activeElement.type === 'search'")
        self.page.press("p")
        self.assertFalse(self.page.run("!!document.querySelector('.slide-show')"))
        self.assertEqual(self.page.run("document.activeElement.value"), "p")

    def test_without_scripts_all_is_readable_and_no_button_is_dead(self):
        text = "document.querySelector('main').textContent.replace(/\\s+/g, ' ')"
        self.open(CHAPTERS[1])
        with_scripts = self.page.run(
            "(() => { const copy = document.querySelector('main')"
            ".cloneNode(true); copy.querySelectorAll('.tool').forEach(one => "
            "one.remove()); return copy.textContent.replace(/\\s+/g, ' '); })()")
        self.page.allow_scripts(False)
        try:
            self.open(CHAPTERS[1])
            self.assertEqual(self.page.run(text), with_scripts)
            self.assertEqual(
                self.page.run("document.querySelectorAll('button').length"), 0)
        finally:
            self.page.allow_scripts(True)


if __name__ == "__main__":
    if not find_browser():
        print("skipped: the browser chromium is not installed")
        sys.exit(77)
    if "--all" in sys.argv:
        sys.argv.remove("--all")
        ALL = True
    unittest.main(verbosity=2)
