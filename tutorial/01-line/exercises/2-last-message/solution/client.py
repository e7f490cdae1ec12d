"""Exercise 1.2, solved: each command is said when the reply to the one before
has come as a whole line."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
lines = peer.makefile("rb")


def hear():
    """The next whole line. Ends the program when there is none."""
    line = lines.readline()
    if not line.endswith(b"\n"):
        sys.exit("the server closed")
    return line.decode().rstrip("\r\n")


def ask(command):
    """The reply to a command, or the first line of it."""
    peer.sendall(command.encode() + b"\r\n")
    return hear()


hear()  # the hello
count = ask("count").removeprefix("ok ")
if count != "0":
    print(ask("read " + count).removeprefix("ok "), flush=True)
ask("quit")  # * bye
hear()  # ok quit
