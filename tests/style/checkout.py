"""The files of this checkout, for the tests beside this file."""

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CPP = (".cpp", ".hpp")


def files():
    """Paths from the top: what git knows or could add, or, where there is no
    git, everything but builds and dot folders."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard",
             "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        found = listed.stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        found = walk()
    return sorted(path for path in set(found)
                  if path and (ROOT / path).is_file())


def walk():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not
                      re.match(r"\.|__pycache__$|build", name)]
        for name in names:
            yield str((Path(folder) / name).relative_to(ROOT))


def cpp_files():
    return [path for path in files() if path.endswith(CPP)]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def without_comments(text):
    """The same lines and columns, with comments and what stands in quotes
    blanked out."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match[0])

    return re.sub(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
        r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'", blank, text, flags=re.S)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


class StyleTest(unittest.TestCase):
    def check_none(self, problems):
        """Fails with all of them; each is "FILE:LINE: cause and cure"."""
        problems = list(problems)
        if problems:
            self.fail("\n".join(["", *problems]))


def main():
    """Exits with 77, as Meson wants it, when a test was skipped: the others
    may only test the test."""
    result = unittest.main(exit=False, verbosity=2).result
    if not result.wasSuccessful():
        sys.exit(1)
    if result.skipped:
        sys.exit(77)
