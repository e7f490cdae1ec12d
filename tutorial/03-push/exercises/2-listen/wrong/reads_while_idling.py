"""Wrong: sends a command while it idles."""

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
    say("idle")
    hear()  # + idling
    count = int(hear().split()[2])  # * new N
    while known < count:
        known += 1
        say(f"read {known}")
        print(hear()[3:])
