"""The tests that proto_client/requirements.md names exist, and no requirement is
left out."""

import re

from checkout import StyleTest, files, main, read

PAGE = "proto_client/requirements.md"
NUMBERS = range(1, 26)
ROW = re.compile(r"^\| R(\d+) \|([^|]*)\| (done|open[^|]*?) \|([^|]*)\|$", re.M)
TEST = re.compile(r'`([\w.]+)`: "([^"]+)"')


def problems(page, texts):
    """`texts` has the text of each file, by its name without folders."""
    rows = ROW.findall(page)
    numbers = [int(number) for number, *_ in rows]
    if numbers != list(NUMBERS):
        yield f"the rows are {numbers}, not 1 to {NUMBERS[-1]}"
    for number, _, state, tests in rows:
        if state == "done" and not TEST.search(tests):
            yield f"R{number}: is done, and no test is named"
        for name, words in TEST.findall(tests):
            if words not in texts.get(name, ""):
                yield f"R{number}: there is no test {words!r} in {name}"


class Requirements(StyleTest):
    def check_page(self, row, expected):
        page = "\n".join(row if number == 1 else f"| R{number} | x | open | |"
                         for number in NUMBERS)
        texts = {"a.cpp": 'TEST_CASE("it works") {'}
        self.assertEqual([problem.split(":")[0]
                          for problem in problems(page, texts)], expected)

    def test_what_is_wrong_is_found(self):
        self.check_page('| R1 | x | done | `a.cpp`: "it works" |', [])
        self.check_page('| R1 | x | done | |', ["R1"])
        self.check_page('| R1 | x | done | `a.cpp`: "it flies" |', ["R1"])
        self.check_page('| R1 | x | open: y | `b.cpp`: "it works" |', ["R1"])
        self.check_page("", ["the rows are "
                             f"{list(NUMBERS)[1:]}, not 1 to {NUMBERS[-1]}"])

    def test_this_page(self):
        texts = {path.rsplit("/", 1)[-1]: read(path) for path in files()
                 if path.startswith("tests/") and
                 path.endswith((".cpp", ".py"))}
        self.check_none(problems(read(PAGE), texts))


if __name__ == "__main__":
    main()
