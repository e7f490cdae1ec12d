"""Our watch against the servers of tests/wire/providers. Each file says in
comments how the watch is started, which messages it must tell, in this order,
and what it must say besides:

    # watch: --once 1
    # tells: Flat in the 10e
    # says: a regular expression

The password is "secret"; `sh token` prints token1, token2 and so on.
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "providers"
FILES = sorted(FOLDER.glob("*.wire"))
CHAPTER = FOLDER.parents[2] / "tutorial/14-gmail"
PAGE = CHAPTER / "providers.md"
AT_ONCE = 9
PATIENCE = 100  # seconds, if something hangs

sys.path.insert(0, str(CHAPTER))
from play import watch_command  # noqa: E402


def remarks(path, name):
    """What the comments of a file say of this."""
    return re.findall(rf"^# {name}: *(.*)$", path.read_text(), re.M)


def play(path):
    """The file is the server. Returns how the kit has ended, what the watch has
    told, and what it has said besides."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("told", "said")]
        client = watch_command(path, folder, os.environ["PROTO_CLIENT"])
        done = subprocess.run(
            [os.environ["KIT"], "serve", str(path), "--client",
             client + " >told 2>said"],
            capture_output=True, text=True, timeout=PATIENCE)
        return done, *(file.read_text() for file in files)


class Providers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """Most of the time the watch waits before it comes back, so many files
        are played at once."""
        pool = ThreadPoolExecutor(AT_ONCE)
        cls.addClassCleanup(pool.shutdown)
        cls.plays = {path: pool.submit(play, path) for path in FILES}

    def check(self, path):
        done, told, said = self.plays[path].result()
        self.assertEqual(done.returncode, 0, done.stdout + told + said)
        self.assertEqual([line.split("  ")[-1] for line in told.splitlines()],
                         remarks(path, "tells"), said)
        for words in remarks(path, "says"):
            self.assertRegex(said, words)

    def test_the_page_of_providers_names_each_file(self):
        named = re.findall(r"`([a-z0-9]+-[a-z0-9-]+)`", PAGE.read_text())
        rows = [name for name in named if (FOLDER / f"{name}.wire").exists()]
        self.assertEqual(sorted({*rows}), [file.stem for file in FILES])


for file in FILES:
    setattr(Providers, "test_" + file.stem.replace("-", "_"),
            lambda self, path=file: self.check(path))

if __name__ == "__main__":
    unittest.main(argv=sys.argv)
