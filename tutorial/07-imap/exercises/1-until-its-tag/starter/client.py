"""Exercise 7.1: this client logs in. Make it find the newest message. See
TASK.md."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
lines = peer.makefile("rb")


def hear():
    """The next whole line. Ends the program when there is none."""
    line = lines.readline()
    if not line.endswith(b"\n"):
        sys.exit(0)
    return line.decode(errors="replace").rstrip("\r\n")


def words_of(line):
    """`* 3 FETCH (UID 7)` as `*`, `3`, `FETCH`, `UID`, `7`."""
    return line.replace("(", " ").replace(")", " ").split()


# TODO: Write a function ask(command). It says the command with a new tag, and
# hears lines until one begins with this tag. It returns the lines before that
# one, and tells whether the command ended with OK.
# TODO: Write a function that finds N in the data of SELECT, and one that finds
# U in the data of FETCH.
# TODO: If the greeting is `* BYE`, say nothing.
print(hear())  # the greeting
peer.sendall(b"a1 LOGIN anna secret\r\n")
while True:
    print(hear())
