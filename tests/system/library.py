"""The library that others install: the two programs of chapter 16 that use it,
and one of them made outside of this tree with g++ and pkg-config alone.

The environment names the programs (CALLBACKS, COROUTINES), the build folder
(BUILD) and Meson (MESON).
"""

import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path

from client import PATIENCE
from watcher import SECRET, WatchTest, main

ROOT = Path(__file__).resolve().parents[2]
HEADERS = ["command.hpp", "coroutine.hpp", "loop.hpp", "watch.hpp"]


class Program:
    """A program that prints lines."""

    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.watchdog = threading.Timer(PATIENCE, self.process.kill)
        self.watchdog.start()

    def line(self):
        return self.process.stdout.readline().rstrip("\n")

    def end(self):
        """Its exit code, the rest of its lines, and what it has complained."""
        rest, errors = self.process.communicate()
        self.watchdog.cancel()
        return self.process.returncode, rest, errors


class Library(WatchTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve_empty()
        (self.state / "password").write_text(SECRET + "\n")

    def start(self, program, url=None):
        return Program([program, url or self.url("imaps"), self.ca()[1],
                        f"cat {self.state}/password"])

    def check_program(self, path):
        self.append("Studio")
        self.append("Loft")
        program = self.start(path)
        self.assertEqual([program.line() for _ in range(3)],
                         ["Studio", "Loft", "-- waiting"])
        self.append("Duplex")
        self.assertEqual(program.end(), (0, "Duplex\n", ""))

    def both(self):
        return os.environ["CALLBACKS"], os.environ["COROUTINES"]

    def test_a_program_lists_the_subjects_waits_and_prints_the_next(self):
        for path in self.both():
            with self.subTest(path):
                self.setUp()
                self.check_program(path)

    def test_who_is_not_let_in_is_told_why(self):
        (self.state / "password").write_text("wrong\n")
        for path in self.both():
            with self.subTest(path):
                code, lines, errors = self.start(path).end()
                self.assertEqual((code, lines), (1, ""))
                self.assertIn("login refused: [AUTHENTICATIONFAILED]", errors)

    def test_ctrl_c_ends_it_with_a_goodbye_to_the_server(self):
        for path in self.both():
            with self.subTest(path):
                program = self.start(path)
                self.assertEqual(program.line(), "-- waiting")
                program.process.send_signal(signal.SIGINT)
                self.assertEqual(program.end(), (1, "", ""))

    def test_it_is_used_outside_of_the_tree_with_gpp_and_pkg_config(self):
        with tempfile.TemporaryDirectory() as folder:
            self.check_installed(Path(folder))

    def check_installed(self, folder):
        self.run_tool([os.environ["MESON"], "install", "--no-rebuild",
                       "--destdir", folder, "--tags", "devel", "-C",
                       os.environ["BUILD"]])
        found = next(folder.rglob("idle-hands-client.pc"))
        # The prefix is the folder above include.
        headers = next(folder.rglob("idle-hands"))
        self.assertEqual(sorted(x.name for x in headers.iterdir()), HEADERS)
        flags = self.run_tool(
            ["pkg-config", "--define-variable",
             f"prefix={headers.parents[1]}", "--cflags", "--libs",
             "idle-hands-client"],
            env={**os.environ, "PKG_CONFIG_PATH": str(found.parent)}).split()
        source = folder / "coroutines.cpp"
        source.write_text(
            (ROOT / "tutorial/16-plugin/coroutines.cpp").read_text())
        for header in HEADERS:
            self.check_includes(headers / header)
        self.run_tool(["g++", "-std=c++20", "-Wall", "-Wextra", "-Werror",
                       source, "-o", folder / "program", *flags], cwd=folder)
        self.check_program(folder / "program")

    def check_includes(self, header):
        """A header includes the standard library and the others."""
        for line in header.read_text().splitlines():
            if line.startswith("#include"):
                self.assertRegex(line, r"<([a-z_]+|idle-hands/[a-z]+\.hpp)>$")

    def run_tool(self, command, **more):
        done = subprocess.run(command, capture_output=True, text=True, **more)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout


if __name__ == "__main__":
    main()
