"""The table faults.md is complete: every row names tests, which are there;
and every message belongs to the rows that name it."""

import re
import unittest

from expectation import FOLDER, expectations

TESTS = FOLDER.parents[1]
ROWS = [f"F{n}" for n in range(1, 14)] + [f"C{n}" for n in range(1, 13)]
ROW = re.compile(r"\| (\w+) \| [^|]+ \| ([^|]*)\|")
MESSAGE = "mail/messages/{}.txt"


def table():
    """Each row and its tests, in the order of the file."""
    lines = (FOLDER.parent / "faults.md").read_text().splitlines()
    rows = [ROW.fullmatch(line) for line in lines if line.startswith("| ")]
    return [(row[1], re.findall("`([^`]+)`", row[2])) for row in rows[1:]]


def is_there(test):
    """`test` is a file of tests, or a file and a sentence in it."""
    path, _, sentence = test.partition(": ")
    if not (TESTS / path).is_file():
        return False
    # A long sentence stands in several strings, one a line.
    text = re.sub(r'"\s+"', "", (TESTS / path).read_text(encoding="utf-8"))
    if path.endswith(".py"):
        return f"def test_{sentence.replace(' ', '_')}(" in text
    return f'"{sentence}"' in text if sentence else path.startswith("mail/")


class Faults(unittest.TestCase):
    def test_each_row_is_there_once(self):
        self.assertEqual([row for row, _ in table()], ROWS)

    def test_each_test_is_there(self):
        for row, tests in table():
            for test in tests:
                with self.subTest(row=row):
                    self.assertTrue(is_there(test), test)

    def test_each_message_is_named_by_its_rows_and_by_no_other(self):
        for one in expectations():
            named = [row for row, tests in table()
                     if MESSAGE.format(one.name) in tests]
            self.assertEqual(sorted(named), sorted(one.rows()), one.name)

    def test_a_test_that_is_not_there_is_noticed(self):
        self.assertFalse(is_there("unit/mime/mime_words.cpp: no such case"))
        self.assertFalse(is_there("unit/mime/mime_words.cpp"))
        self.assertFalse(is_there("system/limits.py: no such case"))
        self.assertFalse(is_there("mail/messages/nothing.txt"))

    def test_no_row_is_open(self):
        still_open = [row for row, tests in table() if not tests]
        self.assertEqual(still_open, [])


if __name__ == "__main__":
    unittest.main()
