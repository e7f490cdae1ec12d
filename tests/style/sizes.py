"""Files, functions and folders stay small enough to be read."""

import re
from collections import Counter
from pathlib import PurePosixPath

from checkout import StyleTest, files, main, read

MOST_SOURCES = 25     # .cpp files side by side in a folder
LONGEST_FILE = 300    # lines of a source
LONGEST_FUNCTION = 60  # lines of a C++ function, from its name to its brace

CASES = "a list of cases of one thing; a reader looks up one of them"
# These may be longer; the value says why.
EXCEPTIONS = {
    "tests/system/kit_check.py": CASES,
    "tests/system/tls.py": CASES,
    "tests/unit/imap/imap_property.cpp": CASES,
    "tests/unit/imap/imap_request.cpp": CASES,
    "tests/unit/imap/imap_response.cpp": CASES,
    "tests/unit/mailbox/changes_property.cpp": CASES,
    "tests/unit/session/imap_login.cpp": CASES,
    "tests/unit/transcript/transcript_explain.cpp": CASES,
}

# These heads begin no function.
NO_FUNCTION = re.compile(
    r"(namespace|struct|class|enum|union|extern|template|using)\b|.*= *\{$")
CLASS = re.compile(r"(struct|class|union)\b")
HEAD = re.compile(r"( {0}| {4})[A-Za-z_~\[]")


def functions(text):
    """Yields (first line, number of lines) of each function and of each
    function inside a class, as clang-format lays them out."""
    lines = text.split("\n")
    in_class = False
    for first, line in enumerate(lines):
        head = HEAD.match(line)
        if not head or line.endswith(":"): # public:
            continue
        if not head[1]:
            in_class = bool(CLASS.match(line))
        elif not in_class:
            continue
        if NO_FUNCTION.match(line.strip()):
            continue
        opening = first
        while (opening + 1 < len(lines) and
               not lines[opening].endswith(("{", ";", "}"))):
            opening += 1
        if not lines[opening].endswith("{"):
            continue
        closing = next((n for n in range(opening + 1, len(lines))
                        if lines[n].startswith(head[1] + "}")), opening)
        yield first + 1, closing - first + 1


def problems(paths, text_of, exceptions=EXCEPTIONS):
    """Yields a sentence for each thing that is too long. `text_of(path)`
    returns a file's text."""
    side_by_side = Counter(str(PurePosixPath(path).parent) for path in paths
                           if path.endswith(".cpp"))
    for folder, count in sorted(side_by_side.items()):
        if count > MOST_SOURCES and folder not in exceptions:
            yield (f"{folder}: has {count} .cpp files side by side, "
                   f"{MOST_SOURCES} are allowed; give a part a folder")
    for path in paths:
        if not path.endswith((".cpp", ".hpp", ".py")) or path in exceptions:
            continue
        text = text_of(path)
        if text.count("\n") > LONGEST_FILE:
            yield (f"{path}: has {text.count(chr(10))} lines, {LONGEST_FILE} "
                   "are allowed; split it by activity")
        if path.endswith(".py"):
            continue
        for line, length in functions(text):
            if length > LONGEST_FUNCTION:
                yield (f"{path}:{line}: has {length} lines, "
                       f"{LONGEST_FUNCTION} are allowed for a function")


class Sizes(StyleTest):
    def check(self, files_and_texts, expected):
        found = problems(list(files_and_texts), files_and_texts.get)
        self.assertEqual([problem.split(": ")[0] for problem in found],
                         expected)

    def test_a_folder_holds_few_sources(self):
        self.check({f"a/{n}.cpp": "" for n in range(25)}, [])
        self.check({f"a/{n}.cpp": "" for n in range(26)}, ["a"])
        self.check({f"a/{n}.hpp": "" for n in range(26)}, [])

    def test_a_file_is_short(self):
        self.check({"a/x.cpp": "\n" * 300, "a/x.md": "\n" * 999}, [])
        self.check({"a/x.cpp": "\n" * 301}, ["a/x.cpp"])
        self.check({"a/x.py": "\n" * 301}, ["a/x.py"])

    def test_a_function_is_short(self):
        body = "    f();\n"
        for head in ("void g() {\n", "Long::Type\nname(int a,\n     int b) {\n",
                     "X::X(int a)\n    : a_(a) {\n"):
            room = 60 - head.count("\n") - 1
            self.check({"a.cpp": head + body * room + "}\n"}, [])
            self.check({"a.cpp": head + body * (room + 1) + "}\n"}, ["a.cpp:1"])
        inside = "class A {\n    void f() {\n" + "        g();\n" * 59 + "    }\n};\n"
        self.check({"a.hpp": inside}, ["a.hpp:2"])

    def test_what_is_no_function_may_be_long(self):
        self.check({"a.hpp": "class A {\n" + "    int a;\n" * 90 + "};\n",
                    "b.cpp": "namespace {\n" + "int a;\n" * 90 + "}\n",
                    "c.cpp": "const int a[] = {\n" + "    1,\n" * 90 + "};\n"},
                   [])

    def test_each_exception_is_still_needed(self):
        long = {problem.split(":")[0]
                for problem in problems(files(), read, exceptions={})}
        self.assertEqual(sorted(EXCEPTIONS.keys() - long), [])

    def test_this_checkout(self):
        self.check_none(problems(files(), read))


if __name__ == "__main__":
    main()
