"""The Debian packages, as far as can be seen without building them.

tutorial/16-plugin/build_packages builds them, and has lintian look at them;
try_packages tries them.
"""

import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = ROOT / "tutorial/16-plugin"
DEBIAN = CHAPTER / "debian"


def read(path):
    return path.read_text(encoding="utf-8")


class Packages(unittest.TestCase):
    def run_tool(self, name, *words, code):
        done = subprocess.run([CHAPTER / name, *words], text=True,
                              capture_output=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_the_commands_explain_themselves(self):
        for name in ("build_packages", "try_packages"):
            for words, code, answer in (
                    (["--help"], 0, "build/packages"),
                    (["--test"], 2, "there is no option --test"),
                    (["a", "b"], 2, "there is one FOLDER")):
                self.assertIn(answer, self.run_tool(name, *words, code=code))
        self.assertIn("not 'x'",
                      self.run_tool("build_packages", "--jobs", "x", code=2))
        self.assertIn("To build them: tutorial/16-plugin/build_packages",
                      self.run_tool("try_packages", "nowhere", code=3))

    def test_they_have_the_version_of_the_project(self):
        version = re.search(r"version: '(.+?)'", read(ROOT / "meson.build"))[1]
        self.assertTrue(read(DEBIAN / "changelog").startswith(
            f"idle-hands ({version}-"))

    def test_the_licence_is_that_of_the_project(self):
        def words(text):
            return " ".join(text.replace("\n .\n", "\n").split())

        licence = read(ROOT / "LICENSE").split("\n\n", 2)[2]
        self.assertIn(words(licence), words(read(DEBIAN / "copyright")))

    def test_there_are_files_for_each_package(self):
        packages = re.findall(r"^Package: (.+)$", read(DEBIAN / "control"),
                              re.M)
        self.assertEqual(sorted(packages),
                         sorted(path.stem for path in
                                DEBIAN.glob("*.install")))
        table = read(CHAPTER / "README.md")
        for package in packages:
            self.assertIn(f"| `{package}` |", table)

    def test_each_test_of_what_is_installed_is_listed(self):
        listed = re.findall(r"^Tests: (.+)$", read(DEBIAN / "tests/control"),
                            re.M)
        found = [path.name for path in (DEBIAN / "tests").iterdir()
                 if path.name != "control"]
        self.assertEqual(sorted(listed), sorted(found))
        for name in found:
            subprocess.run(["sh", "-n", DEBIAN / "tests" / name], check=True)

    def test_installing_enables_no_service(self):
        self.assertRegex(read(DEBIAN / "rules"),
                         r"(?m)^\tdh_installsystemduser --no-enable$")


if __name__ == "__main__":
    unittest.main(verbosity=2)
