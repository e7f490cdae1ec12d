"""kit book: the files that it writes, without a browser.

The program is named by the environment variable KIT.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PATIENCE = 300  # seconds, after which a test that hangs fails
SHEETS_AND_SCRIPTS = ["book.css", "page.js", "copy.js", "player.js",
                      "slides.js", "search.js"]

PAGE = """# A *small* page

Prose with `code`, a [file](sum.cpp#twice) and a [place](#more).

```cpp file=sum.cpp#twice
int twice(int n) { return 2 * n; } // "two"
```

## More

| a | b |
|---|---|
| 1 | <2 |

```console run
$ cd $CHAPTER
$ echo a \\
    b
a b
```
"""
SOURCE = """// [twice]
int twice(int n) { return 2 * n; } // "two"
// [/twice]
"""
MAIN = """<h1 id="a-small-page">A <em>small</em> page</h1>
<p>Prose with <code>code</code>, a <a href="tutorial/sum.cpp.html#twice">\
file</a> and a <a href="#more">place</a>.</p>
<figure class="code">
<figcaption><span><a href="tutorial/sum.cpp.html#twice">sum.cpp</a></span>\
</figcaption>
<pre><code><b>int</b> twice(<b>int</b> n) { <b>return</b> 2 * n; } \
<i>// &quot;two&quot;</i>
</code></pre>
</figure>
<h2 id="more">More</h2>
<div class="table"><table>
<thead>
<tr>
<th>a</th>
<th>b</th>
</tr>
</thead>
<tbody>
<tr>
<td>1</td>
<td>&lt;2</td>
</tr>
</tbody>
</table>
</div>
<figure class="console">
<pre><code>$ <kbd>cd $CHAPTER</kbd>
$ <kbd>echo a \\</kbd>
<kbd>    b</kbd>
a b
</code></pre>
</figure>
<p class="turn"></p>
"""


def make_book(folder, tutorial=None):
    """Makes the book in a folder; returns what was said, and the exit code."""
    environment = dict(os.environ)
    if tutorial:
        environment["KIT_TUTORIAL"] = str(tutorial)
    result = subprocess.run(
        [os.environ["KIT"], "book", "--out", str(folder)], env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, timeout=PATIENCE)
    return result.stdout, result.returncode


def contents(folder):
    return {str(file.relative_to(folder)): file.read_bytes()
            for file in folder.rglob("*") if file.is_file()}


class BookTest(unittest.TestCase):
    def setUp(self):
        here = tempfile.TemporaryDirectory(prefix="kit-book-")
        self.addCleanup(here.cleanup)
        self.here = pathlib.Path(here.name)
        self.out = self.here / "book"


class SmallBook(BookTest):
    def setUp(self):
        super().setUp()
        self.tutorial = self.here / "tutorial"
        self.put("README.md", PAGE)
        self.put("sum.cpp", SOURCE)

    def put(self, name, text):
        file = self.tutorial / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def make(self, code=0):
        said, ended = make_book(self.out, self.tutorial)
        self.assertEqual(ended, code, said)
        return said

    def check_wrong(self, page, place, what):
        self.put("README.md", page)
        said = self.make(1)
        self.assertIn(f"tutorial/README.md:{place}: ", said)
        self.assertIn(what, said)
        self.assertFalse(self.out.exists(), "nothing is written")

    def test_one_page_octet_by_octet(self):
        self.make()
        page = (self.out / "index.html").read_text()
        self.assertEqual(page.split("<main>\n")[1].split("</main>")[0], MAIN)

    def test_a_source_has_an_anchor_for_each_region(self):
        self.make()
        page = (self.out / "tutorial" / "sum.cpp.html").read_text()
        self.assertIn('<code><a id="twice"></a><b>int</b> twice', page)

    def test_a_dead_link_is_an_error_with_its_line(self):
        self.check_wrong("# A\n\ntext\n[x](nowhere.md)\n", 4, "nowhere.md")
        self.check_wrong("# A\n\n- [x](sum.cpp#thrice)\n", 3, "thrice")
        self.check_wrong("# A\n\n[x](#b)\n", 3, "#b")
        self.check_wrong("# A\n\n[x](../..)\n", 3, "out of the project")
        self.check_wrong("# A\n\n[x](../tutorial)\n", 3, "folder")
        self.check_wrong("# A\n\n```cpp file=other.cpp\nx\n```\n", 3,
                         "other.cpp")

    def test_what_could_do_harm_does_none(self):
        self.check_wrong("# A\n\n<script>alert(1)</script>\n", 3, "HTML")
        self.check_wrong("# A\n\nb <b onclick='x()'>c</b>\n", 3, "HTML")
        self.put("README.md", "# <&>\"\n\n[x](javascript:alert(1))\n"
                 "[y](DATA:text/html,z)\n\n````text free\n</code><script>\n")
        self.make()
        page = (self.out / "index.html").read_text().split("<main>")[1]
        for octets in ("<script", "javascript:", "DATA:", "text/html"):
            self.assertNotIn(octets, page)

    def test_every_kind_of_fence_becomes_a_figure(self):
        self.put("talk.wire", "# Talk\n@mailbox 3\nS: * hello toy/1 <n> messages\n"
                 "C: noop\nS: ok\n")
        self.put("old.cpp", SOURCE.replace("2 * n", "n + n"))
        self.put("README.md", "# A\n"
                 "```cpp file=sum.cpp\nx\n```\n"
                 "```diff file=sum.cpp since=old.cpp\n-a\n+b\n```\n"
                 "```wire file=talk.wire\nS: * hello\n```\n"
                 "```text draw=talk.wire\nx\n```\n"
                 "```console run\n$ a\n```\n```text free\n$ b\n```\n"
                 "```text free\nc\n```\n```\nd\n```\n")
        self.make()
        page = (self.out / "index.html").read_text()
        self.assertEqual(
            re.findall('<figure class="([a-z]+)">', page),
            ["code", "diff", "wire", "drawing", "console", "console", "text",
             "text"])
        # What stands for a pattern in the file was said in truth.
        self.assertIn('<span class="part">3<small>a number of messages</small>',
                      page)

    def test_a_region_of_a_transcript_is_linked(self):
        self.put("talk.wire", "# Talk\nS: * hello toy/1 3 messages\n"
                 "# [ask]\nC: noop\nS: ok\n# [/ask]\n")
        self.put("README.md", "# A\n\n```wire file=talk.wire#ask\nC: noop\n```\n")
        self.make()
        page = next(self.out.rglob("talk.wire.html")).read_text()
        self.assertIn('<a id="ask"></a>', page)
        self.assertNotIn("[ask]", page)

    def test_a_recording_plays_too(self):
        self.put("run.jsonl",
                 '{"version":1,"at":0,"connection":1,"event":"opened"}\n'
                 '{"version":1,"at":1,"connection":1,"from":"server",'
                 '"text":"* OK [CAPABILITY IDLE] hi\\\\r\\\\n"}\n'
                 '{"version":1,"at":2,"connection":1,"from":"client",'
                 '"text":"a IDLE\\\\r\\\\n"}\n')
        self.put("README.md", "# A\n\n```text draw=run.jsonl\nx\n```\n")
        self.make()
        page = (self.out / "index.html").read_text()
        self.assertIn("<title>run.jsonl</title>", page)
        self.assertIn('a<small>a tag</small></span> <span class="part">IDLE'
                      "<small>a command</small>", page)


class WholeBook(BookTest):
    def setUp(self):
        super().setUp()
        said, code = make_book(self.out)
        self.assertEqual(code, 0, said)
        self.said = said
        self.files = contents(self.out)

    def test_the_same_input_gives_the_same_octets(self):
        other = self.here / "other"
        make_book(other)
        self.assertEqual(contents(other), self.files)

    def test_nothing_is_asked_of_a_network(self):
        for name, octets in self.files.items():
            text = octets.decode()
            if name.endswith(".html"):
                self.assertIn("default-src 'none'", text, name)
                asks = re.findall(
                    r"<(?:script|link|img|iframe|object|embed|source|audio|"
                    r"video|form)\b[^>]*>", text)
                for ask in asks:
                    self.assertNotRegex(ask, "https?:|=\"//", name)
                self.assertNotRegex(text, r"<[^>]+\s(style|on\w+)=", name)
            elif name != "index.js":
                self.assertNotRegex(
                    text, r"url\(|@import|https?:|fetch\(|XMLHttpRequest|"
                    r"WebSocket|sendBeacon|import\(", name)

    def test_it_is_small(self):
        chapter = self.files["tutorial/01-line/index.html"]
        self.assertLess(len(chapter), 60 * 1024)
        self.assertLess(sum(len(self.files[name])
                            for name in SHEETS_AND_SCRIPTS), 25 * 1024)

    def test_each_link_leads_to_a_file_of_the_book(self):
        for name, octets in self.files.items():
            if not name.endswith(".html"):
                continue
            for link in re.findall(r'(?:href|src)="([^"#]*)', octets.decode()):
                if not link or ":" in link:
                    continue
                there = os.path.normpath(
                    os.path.join(os.path.dirname(name), link))
                self.assertIn(there, self.files, name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
