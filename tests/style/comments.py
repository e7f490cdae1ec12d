"""A doc comment (`///`) begins with what it speaks of, so that it can be
understood alone: "Returns ...", "True if ...", "The client's address".

It begins with a capital letter, or with code: `text` or "text", the number of
an RFC, a rule of a grammar. It does not begin with a word that leaves its
subject to the reader ("And UIDs for them.", "Who hears of it"). Short notes
behind a member (`///<`) are not looked at.

CLEAN lists the folders whose comments are already so; each covers all that is
below it. Whoever has mended a folder adds it, and from then on it stays clean.
`python3 tests/style/comments.py --count` shows how many places each folder
has; `--show FOLDER` shows them.
"""

import re
import sys
from collections import Counter
from pathlib import PurePosixPath

from checkout import StyleTest, cpp_files, main, read

CLEAN = [
    "common",
    "proto_client",
    "proto_server",
    "tests",
    "tutorial",
]

# These join to a sentence before, or stand for a noun that is not named.
NO_BEGINNING = """And As At Because Behind Between But By For From In Into Nor
Not Of Or So Such Than Then To Under Until Up What Whatever Where Wherever
Which While Who Whoever Whom Whose With Without""".split()

# Before the first word of a sentence: code, a quotation, or a bracket.
CODE = re.compile(r"""[`"(\[{<*$…-]|\d""")
# A rule of a grammar: `literal = "{" number ["+"] "}"`.
RULE = re.compile(r"[\w-]+ = ")


def fault(text):
    """What is wrong with the beginning of a comment, or nothing."""
    if not text or CODE.match(text) or RULE.match(text):
        return None
    word = re.match(r"[^\s.,;:!?]*", text)[0]
    if word in NO_BEGINNING:
        return f"begins with '{word}'"
    if not word[:1].isupper():
        return f"begins with '{word}', not with a capital letter"
    return None


def beginnings(text):
    """Each doc comment: its line, and the text of its first line."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(r"\s*///(?![/<]) ?(.*)", line)
        if found and not inside:
            yield number, found[1].strip()
        inside = found is not None


def faults(text):
    for number, beginning in beginnings(text):
        if wrong := fault(beginning):
            yield number, wrong


def is_in(folder, path):
    return PurePosixPath(folder) in PurePosixPath(path).parents


class Comments(StyleTest):
    def test_good_beginnings_pass(self):
        for text in ["Returns the text.", "True if there is none.", "RFC 2177",
                     "The client's address.", "`number` names it.", '"3.1"',
                     '"(" 1*address ")" / nil', "*(SP capability)", "12 of 14",
                     'tag = 1*<any ASTRING-CHAR except "+">', "A, B or C.",
                     "Forgets it.", "Offers the rest.", "",
                     "date-time = DQUOTE date"]:
            with self.subTest(text):
                self.assertIsNone(fault(text))

    def test_bad_beginnings_are_found(self):
        for text in ["And UIDs for them.", "Who hears of it.", "What came.",
                     "For one who knows.", "So many may come.", "Of both.",
                     "As `server.cpp#loop`.", "Without: none.", "returns it",
                     "close_notify", "With, if there is one, the cause."]:
            with self.subTest(text):
                self.assertIsNotNone(fault(text))

    def test_the_beginning_of_each_comment_is_found(self):
        text = ("/// One\n/// and more\nint x; ///< of it\n    /// Two\n"
                "// no\n//// no\n///\n/// Three\nint y;\n///< no\n")
        self.assertEqual(list(beginnings(text)),
                         [(1, "One"), (4, "Two"), (7, "")])

    def test_the_place_is_told(self):
        self.assertEqual(list(faults("int x;\n/// One\n/// of\n\n/// Of\n")),
                         [(5, "begins with 'Of'")])

    def test_a_folder_covers_what_is_below_it_and_nothing_else(self):
        self.assertTrue(is_in("common/imap", "common/imap/text/cursor.hpp"))
        self.assertTrue(is_in("common/imap", "common/imap/a.hpp"))
        self.assertFalse(is_in("common/imap", "common/imap_more/a.hpp"))

    def test_each_clean_folder_is_there(self):
        paths = cpp_files()
        self.check_none(
            f"tests/style/comments.py: CLEAN names {folder}, where no file is"
            for folder in CLEAN
            if not any(is_in(folder, path) for path in paths))

    def test_this_checkout(self):
        self.check_none(
            f"{path}:{line}: the comment {wrong}; name what it speaks of, as "
            "in 'Returns the number of messages'"
            for path in cpp_files()
            if any(is_in(folder, path) for folder in CLEAN)
            for line, wrong in faults(read(path)))


def count():
    comments, wrong = Counter(), Counter()
    for path in cpp_files():
        folder = str(PurePosixPath(path).parent)
        comments[folder] += sum(1 for _ in beginnings(read(path)))
        wrong[folder] += sum(1 for _ in faults(read(path)))
    for folder in sorted(comments):
        mark = " clean" if any(is_in(f, folder + "/x") for f in CLEAN) else ""
        print(f"{wrong[folder]:4} of {comments[folder]:4}  {folder}{mark}")
    print(f"{sum(wrong.values()):4} of {sum(comments.values()):4}  in all")


def show(folder):
    for path in cpp_files():
        if is_in(folder, path):
            lines = read(path).split("\n")
            for line, _ in faults(read(path)):
                print(f"{path}:{line}: {lines[line - 1].strip()}")


if __name__ == "__main__":
    if sys.argv[1:] == ["--count"]:
        count()
    elif sys.argv[1:2] == ["--show"] and len(sys.argv) == 3:
        show(sys.argv[2])
    else:
        main()
