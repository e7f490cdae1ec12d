"""Exercise 3.2: the client that listens."""

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


read = int(hear().split()[3])  # messages, old or printed
while True:
    say("idle")
    hear()  # + idling
    known = int(hear().split()[2])  # * new N: messages there are
    say("done")
    hear()  # ok done
    while read < known:
        say(f"read {read + 1}")
        print(hear()[3:], flush=True)
        read += 1
