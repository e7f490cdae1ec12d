"""C++ looks as clang-format 14 writes it; other versions write differently."""

import re
import shutil
import subprocess

from checkout import ROOT, StyleTest, cpp_files, main

VERSION = "14"


def clang_format():
    """The program of that version, or why there is none."""
    for name in (f"clang-format-{VERSION}", "clang-format"):
        program = shutil.which(name)
        if not program:
            continue
        said = subprocess.run([program, "--version"], capture_output=True,
                              text=True).stdout
        if re.search(rf"version {VERSION}\.", said):
            return program, None
        return None, f"this is {said.strip()}, not version {VERSION}"
    return None, f"clang-format {VERSION} is not installed"


def complaints(program, *arguments, **more):
    result = subprocess.run(
        [program, "--dry-run", "--Werror", *arguments], cwd=ROOT,
        capture_output=True, text=True, **more)
    return [line for line in result.stderr.splitlines()
            if re.search(r": (error|warning): ", line)]


class Formatting(StyleTest):
    def setUp(self):
        self.program, why = clang_format()
        if not self.program:
            self.skipTest(why)

    def test_what_is_not_formatted_is_found(self):
        name = "--assume-filename=x.cpp"
        self.assertEqual(complaints(self.program, name, input="int x = 1;\n"),
                         [])
        self.assertNotEqual(complaints(self.program, name,
                                       input="int  x=1 ;\n"), [])

    def test_this_checkout(self):
        self.check_none(f"{line} (clang-format -i mends it)"
                        for line in complaints(self.program, *cpp_files()))


if __name__ == "__main__":
    main()
