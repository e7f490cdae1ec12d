"""The pages for `man` have every option of every command, and no other.

The environment names the programs (PROTO_SERVER, PROTO_CLIENT, KIT).
flat-hunter has a test of its own.
"""

import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

from client import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"PROTO_SERVER": "proto_server/proto_server.1.scd",
         "PROTO_CLIENT": "proto_client/proto_client.1.scd",
         "KIT": "tutorial/kit/idle-hands-kit.1.scd"}
HELP = "--help"


def ask(program, command):
    done = subprocess.run([program, *command, HELP], text=True,
                          capture_output=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def options_of(program, command=()):
    """Yields (command, options) for a program and all of its commands."""
    text, _, below = ask(program, command).partition("\nSubcommands:\n")
    # An option stands two columns from the left, its text further right.
    yield " ".join(command), set(re.findall(r"^  (?:-\w,)?(--[a-z0-9-]+)",
                                            text, re.M))
    for name in re.findall(r"^  ([a-z][a-z-]*) ", below, re.M):
        yield from options_of(program, (*command, name))


def described(page):
    """The options of a page by command: those of the program by ''."""
    found = {"": set()}
    command = None
    for line in page.split("\n"):
        if line.startswith("# "):
            command = "" if line == "# OPTIONS" else None
        elif line.startswith("## "):
            command = re.match(r"[a-z -]*", line[3:])[0].strip()
            found[command] = set()
        elif command is not None and line.startswith("*-"):
            found[command] |= set(re.findall(r"--[a-z0-9-]+", line))
    return found


class ManPages(unittest.TestCase):
    maxDiff = None

    def test_a_page_is_read_by_command(self):
        self.assertEqual(
            described("# OPTIONS\n*-h*, *--help*\n# COMMANDS\n## a b NAME\n"
                      "*--x* _Y_\n\tNot *--z*.\n# FILES\n*--no*\n"),
            {"": {"--help"}, "a b": {"--x"}})

    def test_each_page_says_what_help_says(self):
        for program, page in PAGES.items():
            said = dict(options_of(os.environ[program]))
            for command in list(said):
                if not command:
                    continue
                said[command].discard(HELP)  # it is told once
            # A command that only has others below it is not told alone.
            said = {command: options for command, options in said.items()
                    if options or not any(other.startswith(command + " ")
                                          for other in said)}
            with self.subTest(page):
                self.assertEqual(described((ROOT / page).read_text()), said)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
