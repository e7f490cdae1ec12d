"""Which transcripts there are, and what each needs. meson.build makes tests of
them, and a test asks later whether Meson still knows them all.

    transcripts.py FOLDER LIST            a line for each: NAME NEED...
    transcripts.py --check FOLDER LIST... finds what has changed since

The lines are printed, and kept in the file LIST.
"""

import re
import sys
from pathlib import Path

# What a line of a transcript says about where it can be played.
NEEDS = {
    "wait": r"^!wait",
    "max-clients": r"^@max-clients",
    "options": r"^@(autologout|keepalive)|^@needs .*UTF8=ACCEPT",
    "tls": r"^!tls",
    "tokens": r"^@needs .*tokens",
    "users": r"^@needs .*(passwords|LOGINDISABLED)",
}


def lines(folder):
    for path in sorted(Path(folder).glob("*.wire")):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield " ".join([path.name, *(
            need for need, line in NEEDS.items()
            if re.search(line, text, re.MULTILINE))])


def name(line):
    return line.split()[0]


def changes(now, before):
    """What `now` has that `before` had not, and the other way round."""
    for line in sorted(set(before) - set(now)):
        if name(line) not in map(name, now):
            yield f"{name(line)} is a test, but the file is gone"
    for line in sorted(set(now) - set(before)):
        known = name(line) in map(name, before)
        yield name(line) + (" needs something else than it did" if known
                            else " is no test yet")


def main(arguments):
    if arguments[0] != "--check":
        folder, kept = arguments
        text = "".join(line + "\n" for line in lines(folder))
        Path(kept).write_text(text, encoding="utf-8")
        print(text, end="")
        return 0
    found = [f"{folder}/{change}"
             for folder, kept in zip(arguments[1::2], arguments[2::2])
             for change in changes(
                 list(lines(folder)),
                 Path(kept).read_text(encoding="utf-8").splitlines())]
    if found:
        print(*found, "To make tests of the files as they are now: "
              "meson setup --reconfigure build", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
