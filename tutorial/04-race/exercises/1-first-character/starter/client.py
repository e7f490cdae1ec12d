"""Exercise 4.1: this client takes the next line for what it waits for.

Make it look at the line first. See TASK.md.
"""

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


# TODO: an event may come wherever this program calls hear(). Write a function
# that hears lines until one comes that is no event, and does with each event
# on the way what must be done with it. Then look at each call of hear() below:
# which of them wait for an event, and which for something else?
known = number_in(hear(), "* hello toy/1 ")  # messages there are
read = known  # of them, old or printed
say("count")
known = number_in(hear(), "ok ")
while True:
    while read < known:
        say(f"read {read + 1}")
        print(hear()[3:], flush=True)
        read += 1
    say("idle")
    hear()  # + idling
    known = number_in(hear(), "* new ")
    say("done")
    hear()  # ok done
