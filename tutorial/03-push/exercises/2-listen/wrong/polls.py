"""Wrong: asks again and again, as in chapter 1."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
lines = peer.makefile("rb")


def say(line):
    peer.sendall(line.encode() + b"\r\n")


def hear():
    line = lines.readline()
    if not line:
        sys.exit(0)
    return line.decode().rstrip("\r\n")


known = int(hear().split()[3])
while True:
    say("count")
    count = int(hear().split()[1])
    while known < count:
        known += 1
        say(f"read {known}")
        print(hear()[3:])
