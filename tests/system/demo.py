"""tutorial/demo prints what README.md shows of it (tests/system/demo.txt)."""

import os
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/system/demo.txt"


def by_connection(text):
    """The lines of each connection in their order; between two connections
    there is none."""
    lines = text.splitlines()
    wire = re.compile(r"\s+(?:[CS]|# )(\d)")
    order = sorted(range(len(lines)), key=lambda i: (
        int(match[1]) if (match := wire.match(lines[i])) else 0, i))
    return [lines[i] for i in order]


class Demo(unittest.TestCase):
    def test_it_shows_what_the_readme_prints(self):
        build = os.environ["BUILD"]
        demo = subprocess.run(
            [ROOT / "tutorial/demo", build], capture_output=True, text=True,
            timeout=300)
        self.assertEqual(demo.returncode, 0, demo.stdout + demo.stderr)
        shown = demo.stdout[demo.stdout.index("$ proto_server"):]
        if os.environ.get("UPDATE"):
            GOLDEN.write_text(shown)
        self.assertEqual(by_connection(shown),
                         by_connection(GOLDEN.read_text()))


if __name__ == "__main__":
    unittest.main()
