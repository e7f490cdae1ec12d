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
with two spaces before them are what Dovecot answers instead. Where that line
begins with "Dovecot 2.4 is", only the releases 2.4 answer so.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "messages"
VERDICT = re.compile(r"Dovecot( (?P<series>2\.\d))? is (wrong|right, too|right): \w.+\.$")
ITEM = re.compile(r"(?P<item>[A-Z]+(\[[^]]*\])?) (?P<value>\S.*)$")
SEARCH = re.compile(r'(?P<not>NOT )?FOUND (?P<key>[A-Z]+( [\w-]+)? ".*")$')


class Expectation:
    def __init__(self, path):
        self.name = path.stem
        self.octets = path.read_bytes()
        self.comment = []
        self.answers = {}  # what is asked, and what is right
        # What Dovecot answers where that differs: by the series of releases,
        # "2.4" for one, or "" for all of them.
        self.dovecot = {}
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        series = None
        for line in text.splitlines():
            try:
                series = self.read(line, series)
            except ValueError as error:
                raise ValueError(f"{path.stem}.txt: {error}: {line}") from None
        for answers in self.dovecot.values():
            for question, answer in answers.items():
                if self.answers.get(question) in (None, answer):
                    raise ValueError(f"{path.stem}.txt: Dovecot does not "
                                     f"differ in {question}")

    def read(self, line, series):
        """Reads a line; the lines before it were answers of Dovecots of this
        series, or of no Dovecot, None. Returns the same of this line."""
        if line.startswith("#"):
            self.comment.append(line.removeprefix("#").strip())
            return None
        if line.startswith("Dovecot"):
            if not (match := VERDICT.match(line)):
                raise ValueError("who is right, and why?")
            return match["series"] or ""
        if not line.startswith("  "):
            series = None
        elif series is None:
            raise ValueError("is Dovecot right?")
        answers = (self.answers if series is None
                   else self.dovecot.setdefault(series, {}))
        question, answer = read_answer(line.strip())
        if question in answers:
            raise ValueError("asked twice")
        answers[question] = answer
        return series

    def rows(self):
        """The rows of faults.md, as in "F1, F7: ..."."""
        return re.match(r"(\w\d+(, )?)+(?=:)", self.comment[0])[0].split(", ")

    def expected(self, dovecot=None):
        """What our server answers, or a Dovecot of this version."""
        series = [] if dovecot is None else ["", dovecot[:len("2.4")]]
        expected = dict(self.answers)
        for one in series:
            expected.update(self.dovecot.get(one, {}))
        return expected


def read_answer(line):
    if match := SEARCH.match(line):
        return "SEARCH " + match["key"], not match["not"]
    if match := ITEM.match(line):
        return match["item"], match["value"]
    raise ValueError("neither a FETCH item nor a SEARCH key")


def expectations():
    return [Expectation(path) for path in sorted(FOLDER.glob("*.eml"))]
