"""Exercise 3.2: this client hears the hello. Make it listen. See TASK.md."""

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


known = number_in(hear(), "* hello toy/1 ")  # messages there are
# TODO: all of these are old. Say `idle`, hear what comes, and go on as TASK.md
# says: a loop, in which each hear() waits for one line, and you know for which.
hear()
