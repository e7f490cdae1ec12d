"""Every folder with sources says what it is, and the top stays small."""

import re
from pathlib import PurePosixPath

from checkout import StyleTest, files, main, read

TOP = {"meson.build", "proto_server", "proto_client", "common", "tests",
       "tutorial", "README.md", "LICENSE"}
SOURCES = (".cpp", ".hpp", ".py")
LONGEST = 20  # lines of a README.md
# These are specifications, and may be longer.
SPECIFICATIONS = {"common/toy/README.md", "common/transcript/README.md"}
# A chapter is a page to read and its programs, a precompiled header a detail.
EXEMPT = re.compile(r"tutorial/(\d\d-|book|examination/)|tests/system/course/|.*/pch$")


def folders_with_sources(paths):
    found = {str(PurePosixPath(path).parent) for path in paths
             if path.endswith(SOURCES)}
    return sorted(folder for folder in found if not EXEMPT.match(folder))


def problems(paths, lines_of):
    """`lines_of(path)` is how many lines a file has."""
    for folder in folders_with_sources(paths):
        readme = f"{folder}/README.md"
        if readme not in paths:
            yield (f"{readme}: is missing; say in at most {LONGEST} lines what "
                   "lives there, what may be included, where to start")
        elif readme not in SPECIFICATIONS and lines_of(readme) > LONGEST:
            yield (f"{readme}:{LONGEST + 1}: has {lines_of(readme)} lines, "
                   f"{LONGEST} are allowed")
    for name in sorted({path.split("/")[0] for path in paths}):
        if name not in TOP and not name.startswith("."):
            yield f"{name}: the top level is fixed; it has no room for this"


class Folders(StyleTest):
    def check(self, paths, expected, lines=20):
        found = list(problems(paths, lambda path: lines))
        self.assertEqual([problem.split(":")[0] for problem in found],
                         expected)

    def test_a_folder_with_sources_needs_a_readme(self):
        self.check(["common/x/a.cpp"], ["common/x/README.md"])
        self.check(["tests/x/a.py"], ["tests/x/README.md"])
        self.check(["common/x/a.cpp", "common/x/README.md"], [])
        self.check(["tests/wire/a.wire"], [])

    def test_a_readme_is_short_unless_it_is_a_specification(self):
        paths = ["common/x/a.cpp", "common/x/README.md"]
        self.check(paths, ["common/x/README.md"], lines=21)
        self.check(["common/toy/a.cpp", "common/toy/README.md"], [], lines=99)

    def test_chapters_are_exempt(self):
        self.check(["tutorial/03-push/start/server.cpp"], [])
        self.check(["tutorial/kit/main.cpp"], ["tutorial/kit/README.md"])

    def test_the_top_level_is_fixed(self):
        self.check(["meson.build", ".gitignore", ".ci/run", "README.md"], [])
        self.check(["docs/x.md", "main.c"], ["docs", "main.c"])

    def test_this_checkout(self):
        self.check_none(problems(files(),
                                 lambda path: read(path).count("\n")))


if __name__ == "__main__":
    main()
