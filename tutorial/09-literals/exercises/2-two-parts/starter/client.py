"""Exercise 9.2: this client fetches two parts of each letter, and takes each
line for a whole response. Make it read literals. See TASK.md."""

import re
import socket
import sys

SUBJECT = "BODY[HEADER.FIELDS (SUBJECT)]"
TEXT = "BODY[TEXT]"

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
stream = peer.makefile("rb")
commands = 0  # how many we have said
leaving = False  # the server has said bye
# TODO: what must be remembered of the letters?


def literal_mark(line):
    """How many octets `{42}` at the end of a line announces, or None."""
    mark = re.search(rb"\{(\d+)\}$", line)
    return int(mark[1]) if mark else None


def words_of(line):
    r"""`* 1 FETCH (UID 7 BODY[TEXT] "no" {28}` as `*`, `1`, `FETCH`, `UID`,
    `7`, `BODY[TEXT]` and b"no". Atoms are str, strings are bytes. The mark of a
    literal is left out."""
    line = re.sub(rb"\{\d+\}$", b"", line)
    words = []
    for atom, string in re.findall(
            rb'((?:\[[^]]*\]|[^ ()"])+)|"((?:[^"\\]|\\.)*)"', line):
        if atom:
            words.append(atom.decode(errors="replace"))
        else:
            words.append(re.sub(rb"\\(.)", rb"\1", string))
    return words


def ask(command):
    """Says a command with a new tag."""
    global commands
    commands += 1
    peer.sendall(f"a{commands} {command}\r\n".encode())


def read_line():
    line = stream.readline()
    if not line.endswith(b"\n"):
        sys.exit(0)  # the server has closed
    return line[:-1].removesuffix(b"\r")


def read_response():
    """Reads a whole response, and returns its words."""
    # TODO: a literal is a string, too. `stream.read(n)` returns the next n
    # octets.
    return words_of(read_line())


def item(words, name):
    """What stands behind the atom `name`: bytes if it is a string. Or None."""
    for word, value in zip(words, words[1:]):
        if word == name:
            return value
    return None


def take_data(words):
    # TODO: which letters are to be flagged?
    print(words, flush=True)


def take_completion(ok):
    if commands == 1 and ok:
        ask("SELECT INBOX")
    elif commands == 2 and ok:
        ask(f"UID FETCH 1:* (BODY.PEEK{SUBJECT[4:]} BODY.PEEK[TEXT])")
    # TODO: flag the letters.
    else:
        ask("LOGOUT")


def take(words):
    global leaving
    if commands == 0:
        ask("LOGIN anna secret")  # it was the greeting
    elif words[:2] == ["*", "BYE"]:
        leaving = True
    elif words[:1] == ["*"]:
        take_data(words)
    elif words[:1] == [f"a{commands}"] and not leaving:
        take_completion(words[1:2] == ["OK"])


while True:
    take(read_response())
