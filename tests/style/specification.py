"""Each numbered sentence of the toy's specification has a transcript of its
number, or names the test that stands for it; and no transcript is left over."""

import re

from checkout import ROOT, StyleTest, files, main, read

PAGE = "common/toy/README.md"
SENTENCE = re.compile(r"^- (\d+\.\d+) (.*(?:\n  .*)*)", re.M)
NAMED_TEST = re.compile(r"`(tests/[\w/.]+)`")
TRANSCRIPT = re.compile(r"tests/wire/toy\w*/(\d+\.\d+)-[\w-]+\.wire$")


def missing(page, transcripts, exists):
    """What is wrong with `page`; `transcripts` are the numbers that have one,
    `exists` tells of a path whether it is there."""
    sentences = dict(SENTENCE.findall(page))
    for number, text in sentences.items():
        tests = NAMED_TEST.findall(text)
        if number not in transcripts and not tests:
            yield f"sentence {number} has no transcript"
        for test in tests:
            if not exists(test):
                yield f"sentence {number} names {test}, which is not there"
    for number in sorted(transcripts - sentences.keys()):
        yield f"transcript {number} tests no sentence"


class Specification(StyleTest):
    def test_what_is_missing_is_found(self):
        page = "- 1.1 A line\n  ends.\n- 1.2 Time (`tests/unit/time.cpp`).\n"
        self.assertEqual(list(missing(page, {"1.1"}, lambda _: True)), [])
        self.assertEqual(
            list(missing(page, {"2.1"}, lambda _: False)),
            ["sentence 1.1 has no transcript",
             "sentence 1.2 names tests/unit/time.cpp, which is not there",
             "transcript 2.1 tests no sentence"])

    def test_every_sentence_is_tested(self):
        transcripts = set()
        problems = []
        for path in files():
            if match := TRANSCRIPT.match(path):
                transcripts.add(match[1])
                if f"@spec toy {match[1]}\n" not in read(path):
                    problems.append(f"{path}: its @spec is not its name's")
        exists = [*missing(read(PAGE), transcripts,
                           lambda path: (ROOT / path).exists())]
        self.check_none(problems + exists)


if __name__ == "__main__":
    main()
