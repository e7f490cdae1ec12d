"""clang-tidy finds nothing in the C++ files that were changed: .clang-tidy says
what it looks for. Changed is what is not as it was where this branch left main
(or TIDY_BASE, a name that git knows).

  python3 tests/style/tidy.py                 what was changed, and the tests
  python3 tests/style/tidy.py common/toy      these files, or all in a folder

Only changed files, because all of them would take a quarter of an hour; and
one version, because each finds other things. It needs what clang++ would be
told to compile a file, so it sets up a build folder of its own, build-tidy, and
compiles nothing there."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from checkout import CPP, ROOT, StyleTest, cpp_files, main, read

VERSION = "14"  # Debian 12's
BUILD = ROOT / "build-tidy"
MOST = 40  # files, some ten seconds each; a move of half the tree is more
# Asio 1.22 does not know that clang++ 14 has coroutines.
COROUTINES = ["--extra-arg=-DASIO_HAS_CO_AWAIT=1",
              "--extra-arg=-DASIO_HAS_STD_COROUTINE=1"]
FINDING = re.compile(r"^(?P<path>[^:\s]+):(?P<line>\d+):\d+: "
                     r"(?:warning|error): (?P<what>.*)", re.M)


def clang_tidy():
    """The program of that version, or why there is none."""
    for name in (f"clang-tidy-{VERSION}", "clang-tidy"):
        if program := shutil.which(name):
            said = run([program, "--version"]).stdout
            if re.search(rf"version {VERSION}\.", said):
                return program, None
    return None, f"clang-tidy {VERSION} is not installed"


def run(command, **more):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                          **more)


def git(*arguments):
    """What git says, or nothing where it knows no such thing."""
    result = run(["git", *arguments])
    return result.stdout if result.returncode == 0 else None


def base():
    """Where this branch left main."""
    for name in (os.environ.get("TIDY_BASE"), "origin/main", "main"):
        if name and (found := git("merge-base", "HEAD", name)):
            return found.strip()
    return "HEAD"


def new_paths(status):
    """What `git diff --name-status` says is new or other than it was: not what
    was removed, or has only got another name."""
    for line in status.splitlines():
        kind, *paths = line.split("\t")
        if kind not in ("D", "R100", "C100"):
            yield paths[-1]


def changed():
    """The C++ files that were changed, or None where there is no git."""
    status = git("diff", "--name-status", "-M", base(), "--")
    if status is None:
        return None
    added = git("ls-files", "--others", "--exclude-standard") or ""
    return sorted(path for path in {*new_paths(status), *added.splitlines()}
                  if path.endswith(CPP) and (ROOT / path).is_file())


def set_up():
    """The files that the build compiles: each is given to clang-tidy as the
    build has it, and what the build does not know is no program of ours."""
    if not (BUILD / "build.ninja").exists():
        command = ["meson", "setup", str(BUILD), "-Db_pch=false",
                   "-Dwerror=false"]  # it is not our compiler
    else:  # in case a meson.build has changed
        command = ["ninja", "-C", str(BUILD), "build.ninja"]
    done = run(command, env={**os.environ, "CXX": "clang++"})
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stdout}")
    commands = json.loads((BUILD / "compile_commands.json").read_text())
    compiled = [Path(os.path.normpath(BUILD / one["file"])) for one in commands]
    return sorted({str(path.relative_to(ROOT)) for path in compiled
                   if ROOT in path.parents})


def source_for(path, compiled, text_of=read):
    """What is compiled to look at `path`: itself; for a header the .cpp of its
    name, or any that includes it; None if there is none."""
    own = path.removesuffix(".hpp") + ".cpp" if path.endswith(".hpp") else path
    if own in compiled:
        return own
    wanted = f'#include "{path}"\n'
    return next((source for source in compiled
                 if path.endswith(".hpp") and wanted in text_of(source)), None)


def findings(text, paths):
    """Those in the files `paths`, each once."""
    seen = {}
    for match in FINDING.finditer(text):
        path = os.path.relpath(BUILD / match["path"], ROOT)
        if path in paths:
            seen[f"{path}:{match['line']}: {match['what']}"] = None
    return list(seen)


def tidy(program, paths, compiled):
    sources = sorted({source for path in paths
                      if (source := source_for(path, compiled))})
    headers = [re.escape(path) for path in paths if path.endswith(".hpp")]
    command = ["nice", program, "-p", str(BUILD), "--quiet", *COROUTINES,
               f"--header-filter=/({'|'.join(headers)})$"]
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        results = workers.map(lambda source: run([*command, source]), sources)
        return findings("".join(one.stdout for one in results), paths)


class Tidy(StyleTest):
    def setUp(self):
        self.program, why = clang_tidy()
        if not self.program:
            self.skipTest(why)

    def look_at(self, text):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "x.cpp"
            file.write_text(text)
            return run([self.program, "--quiet", file, "--config-file",
                        ROOT / ".clang-tidy", "--", "-std=c++20"]).stdout

    def test_what_is_wrong_is_found(self):
        said = self.look_at(
            "#include <string>\n#include <utility>\n"
            "struct word { std::string Text; };\n"
            "std::string f(std::string text) {\n"
            "    std::string taken = std::move(text);\n"
            "    return taken + text;\n}\n"
            "int g(const std::string (&all)[2]) {\n    int sum = 0;\n"
            "    for (const auto one : all) sum += one.empty();\n"
            "    return sum;\n}\n")
        for check in ("readability-identifier-naming",
                      "bugprone-use-after-move",
                      "performance-for-range-copy"):
            self.assertIn(check, said)

    def test_what_is_right_passes(self):
        self.assertEqual(self.look_at(
            "#include <string>\nclass Word {\npublic:\n"
            "    const std::string& text() const { return text_; }\n"
            "private:\n    std::string text_;\n};\n"
            "enum class Kind { one, two };\n"
            "inline constexpr int most = 3;\n"), "")

    def test_what_was_removed_or_only_moved_is_not_changed(self):
        self.assertEqual(
            list(new_paths("M\ta.cpp\nR100\tb.cpp\tc.cpp\nR087\td.cpp\te.cpp\n"
                           "D\tf.cpp\nA\tg.hpp\n")),
            ["a.cpp", "e.cpp", "g.hpp"])

    def test_a_header_is_seen_where_it_is_included(self):
        def source(path):
            return source_for(path, ["a/x.cpp", "a/y.cpp"],
                              {"a/x.cpp": "", "a/y.cpp":
                               '#include "b/z.hpp"\n'}.get)
        self.assertEqual(source("a/x.cpp"), "a/x.cpp")
        self.assertEqual(source("a/x.hpp"), "a/x.cpp")
        self.assertEqual(source("b/z.hpp"), "a/y.cpp")
        self.assertIsNone(source("b/other.hpp"))
        self.assertIsNone(source("b/z.cpp"))

    def test_only_files_that_were_asked_for_are_spoken_of(self):
        said = (f"{ROOT}/build-tidy/../a.cpp:3:5: error: bad [x]\n"
                f"../a.cpp:3:5: error: bad [x]\n    a = b;\n"
                f"{ROOT}/a.cpp:3:5: error: bad [x]\n"
                f"{ROOT}/b.hpp:1:1: warning: bad [y]\n"
                "/usr/include/c.h:1:1: error: bad [z]\n")
        self.assertEqual(findings(said, ["a.cpp"]), ["a.cpp:3: bad [x]"])

    def test_this_change(self):
        paths = changed()
        if paths is None:
            self.skipTest("there is no git to say what was changed")
        if len(paths) > MOST:
            self.skipTest(f"{len(paths)} files were changed, too many for a "
                          "test; name folders: python3 tests/style/tidy.py "
                          "common/toy")
        if not shutil.which("clang++"):
            self.skipTest("clang++ is not installed")
        if paths:
            self.check_none(tidy(self.program, paths, set_up()))


def by_hand(names):
    paths = set()
    for name in names:
        found = {path for path in cpp_files()
                 if path == name or path.startswith(name.rstrip("/") + "/")}
        if not found:
            sys.exit(f"{name}: there is no such C++ file, and none in it")
        paths |= found
    program, why = clang_tidy()
    if not program:
        sys.exit(why)
    found = tidy(program, sorted(paths), set_up())
    print("\n".join([*found, f"{len(paths)} files, {len(found)} findings"]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    if sys.argv[1:]:
        by_hand(sys.argv[1:])
    main()
