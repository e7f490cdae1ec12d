"""Exercise 4.1: the client that looks at a line before it judges it."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
lines = peer.makefile("rb")


def say(line):
    peer.sendall(line.encode() + b"\r\n")


def hear():
    """The next whole line. Ends the program when there is none."""
    line = lines.readline()
    if not line.endswith(b"\n"):
        sys.exit(0)
    return line.decode().rstrip("\r\n")


def number_in(line, before):
    """The number behind `before`, as 4 in `* new 4`; 0 in another line."""
    words = line.removeprefix(before).split()
    return int(words[0]) if line.startswith(before) and words else 0


def note(event):
    """An event changes what we know, and is over."""
    global known
    known = max(known, number_in(event, "* new "))


def answer():
    """The next line that is no event: `+ idling`, or a reply."""
    line = hear()
    while line.startswith("*"):
        note(line)
        line = hear()
    return line


known = number_in(hear(), "* hello toy/1 ")  # messages there are
read = known  # of them, old or printed
say("count")
count = number_in(answer(), "ok ")  # it may hear events, too
known = max(known, count)
while True:
    while read < known:
        say(f"read {read + 1}")
        print(answer()[3:], flush=True)
        read += 1
    say("idle")
    answer()  # + idling
    while read == known:
        note(hear())
    say("done")
    answer()  # ok done
