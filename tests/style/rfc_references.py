"""A reference to an RFC is spelled in one way, so that it can be searched."""

import re

from checkout import StyleTest, files, line_of, main, read

GOOD = [
    "RFC 3501 §6.2.1",
    "(RFC 2177 §3)",
    "RFC 9051 §9, number64",
    "RFC 3501 §9 and §4.3",
    "as RFC 2177 has it.",
    "RFC 5234 §B.1",
    "RFC 3501\n/// §6.2.1",
    "rfc3501.txt",
    "README.md#the-example-of-rfc-2177",
    "The RFCs say otherwise.",
    "RFC822.SIZE of a message/rfc822",
]
BAD = [
    "RFC3501",
    "RFC-3501",
    "rfc 3501",
    "RFC 3501 section 6.2.1",
    "RFC 3501, Section 6.2.1",
    "RFC 3501 sec. 6.2.1",
    "RFC 3501 § 6.2.1",
    "RFC 3501, §6.2.1",
    "RFC 3501§6.2.1",
    "RFC 3501 6.2.1",
    "section 6.2.1 of RFC 3501",
    "§6.2.1 of RFC 3501",
    "RFC  3501 §6.2.1",
]
TEXT = (".cpp", ".hpp", ".md", ".py", ".wire", ".build", ".sh")
WRONG = re.compile(r"""
    (?<!-)\b(?!RFC[ ])(?!rfc822\b)          # a word of IMAP and of MIME
      rfc[ -]?\d{3,5}\b(?!\.txt)             # RFC3501, rfc 3501
  | \bRFC[ ]{2,}\d                            # two spaces
  | \bRFC[ ]\d+ (?: ,?\s*\(?sec(tion|\.)\b    # RFC 3501 section 3
                  | ,?\s*sec\.?\s             # RFC 3501 sec. 3
                  | §                         # RFC 3501§3
                  | ,\s*§ | \s*§\s            # RFC 3501, §3 or § 3
                  | [ ]\d+\.\d )              # RFC 3501 6.2
  | (?:\bsection\s+|§)[\d.]*\d\s+of\s+(the\s+)?RFC
    """, re.X | re.I)


def faults(text):
    for match in WRONG.finditer(text):
        # RFC 3501 is right in capitals only, and the pattern knows no case.
        yield line_of(text, match.start()), " ".join(match[0].split())
    for match in re.finditer(r"\b(?!RFC)[Rr][Ff][Cc] \d", text):
        yield line_of(text, match.start()), match[0]


class RfcReferences(StyleTest):
    def test_good_spellings_pass(self):
        for text in GOOD:
            with self.subTest(text):
                self.assertEqual(list(faults(text)), [])

    def test_bad_spellings_are_rejected(self):
        for text in BAD:
            with self.subTest(text):
                self.assertNotEqual(list(faults(text)), [])

    def test_this_checkout(self):
        self.check_none(
            f"{path}:{line}: write RFC 3501 §6.2.1, not '{wrong}'"
            for path in files()
            if path.endswith(TEXT) and not path.endswith("rfc_references.py")
            for line, wrong in faults(read(path)))


if __name__ == "__main__":
    main()
