"""What a server must answer about a message: the file NAME.txt beside NAME.eml.

  # A comment; the first begins with the rows of faults.md that it belongs to.
  ENVELOPE ("Mon, 2 Nov 2026 09:00:00 +0000" "Loft" ...)
  BODY[1] "Two rooms.\\r\\n"
  FOUND TEXT "loft"
  NOT FOUND BODY "loft"
  Dovecot is wrong: it ..., but RFC 3501 §9 ...
    FOUND BODY "loft"

A line is the item of a FETCH and its value, or a key of SEARCH, and whether it
finds the message. Behind a line that says whether Dovecot is right, the lines
with two spaces before them are what Dovecot answers instead.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "messages"
VERDICT = re.compile(r"Dovecot is (wrong|right, too|right): \w.+\.$")
ITEM = re.compile(r"(?P<item>[A-Z]+(\[[^]]*\])?) (?P<value>\S.*)$")
SEARCH = re.compile(r'(?P<not>NOT )?FOUND (?P<key>[A-Z]+( [\w-]+)? ".*")$')


class Expectation:
    def __init__(self, path):
        self.name = path.stem
        self.octets = path.read_bytes()
        self.comment = []
        self.answers = {}  # what is asked, and what is right
        self.dovecot = {}  # what Dovecot answers, where that differs
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        is_dovecot = False
        for line in text.splitlines():
            try:
                is_dovecot = self.read(line, is_dovecot)
            except ValueError as error:
                raise ValueError(f"{path.stem}.txt: {error}: {line}") from None
        for question, answer in self.dovecot.items():
            if self.answers.get(question) in (None, answer):
                raise ValueError(f"{path.stem}.txt: Dovecot does not differ in "
                                 f"{question}")

    def read(self, line, is_dovecot):
        """Reads a line; True if what follows may be Dovecot's answers."""
        if line.startswith("#"):
            self.comment.append(line.removeprefix("#").strip())
            return False
        if line.startswith("Dovecot"):
            if not VERDICT.match(line):
                raise ValueError("who is right, and why?")
            return True
        if line.startswith("  ") != is_dovecot and line.startswith("  "):
            raise ValueError("is Dovecot right?")
        answers = self.dovecot if line.startswith("  ") else self.answers
        question, answer = read_answer(line.strip())
        if question in answers:
            raise ValueError("asked twice")
        answers[question] = answer
        return line.startswith("  ")

    def rows(self):
        """The rows of faults.md, as in "F1, F7: ..."."""
        return re.match(r"(\w\d+(, )?)+(?=:)", self.comment[0])[0].split(", ")

    def expected(self, of_dovecot=False):
        return {**self.answers, **(self.dovecot if of_dovecot else {})}


def read_answer(line):
    if match := SEARCH.match(line):
        return "SEARCH " + match["key"], not match["not"]
    if match := ITEM.match(line):
        return match["item"], match["value"]
    raise ValueError("neither a FETCH item nor a SEARCH key")


def expectations():
    return [Expectation(path) for path in sorted(FOLDER.glob("*.eml"))]
