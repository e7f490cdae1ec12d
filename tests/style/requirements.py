"""The tests that proto_client/requirements.md names exist, and no requirement
and no pitfall is left out."""

import re

from checkout import StyleTest, files, main, read

PAGE = "proto_client/requirements.md"
# The pitfalls that are missing here are for servers alone.
NUMBERS = {"R": list(range(1, 26)),
           "P": [n for n in range(1, 38) if n not in (8, 20, 26, 29)]}
ROW = re.compile(r"^\| ([RP])(\d+) \|([^|]*)\| (done|open[^|]*?) \|([^|]*)\|$",
                 re.M)
# A file that is a test by itself, or a test in a file.
TEST = re.compile(r'`([\w-]+\.(?:fault|wire))`|`([\w.]+)`: "([^"]+)"')


def problems(page, texts):
    """`texts` has the text of each file, by its name without folders."""
    rows = ROW.findall(page)
    for kind, numbers in NUMBERS.items():
        found = [int(number) for of, number, *_ in rows if of == kind]
        if found != numbers:
            yield f"{kind}: the rows are {found}, not {numbers}"
    for kind, number, _, state, tests in rows:
        if state == "done" and not TEST.search(tests):
            yield f"{kind}{number}: is done, and no test is named"
        for file, name, words in TEST.findall(tests):
            if file and file not in texts:
                yield f"{kind}{number}: there is no {file}"
            elif words not in texts.get(file or name, ""):
                yield f"{kind}{number}: there is no test {words!r} in {name}"


class Requirements(StyleTest):
    def check_page(self, row, expected):
        rows = [row] + [f"| {kind}{number} | x | open | |"
                        for kind, numbers in NUMBERS.items()
                        for number in numbers if (kind, number) != ("R", 1)]
        texts = {"a.cpp": 'TEST_CASE("it works") {', "a.fault": "# x"}
        self.assertEqual([problem.split(":")[0] for problem in
                          problems("\n".join(rows), texts)], expected)

    def test_what_is_wrong_is_found(self):
        self.check_page('| R1 | x | done | `a.cpp`: "it works" |', [])
        self.check_page("| R1 | x | done | `a.fault` |", [])
        self.check_page("| R1 | x | done | `a.wire` |", ["R1"])
        self.check_page('| R1 | x | done | |', ["R1"])
        self.check_page('| R1 | x | done | `a.cpp`: "it flies" |', ["R1"])
        self.check_page('| R1 | x | open: y | `b.cpp`: "it works" |', ["R1"])
        self.check_page("", ["R"])

    def test_this_page(self):
        texts = {path.rsplit("/", 1)[-1]: read(path) for path in files()
                 if path.startswith("tests/") and
                 path.endswith((".cpp", ".py", ".fault", ".wire"))}
        self.check_none(problems(read(PAGE), texts))


if __name__ == "__main__":
    main()
