"""Wrong: the number of messages is taken from the hello; there may be more by
now."""

import socket
import sys


def talk(server):
    """Asks for the number of messages and reads the last one."""
    lines = server.makefile("r", encoding="utf-8", newline="\n")

    def next_line():
        line = lines.readline()
        if not line:
            sys.exit("the server closed")
        return line.rstrip("\r\n")

    def ask(command):
        server.sendall(command.encode() + b"\r\n")
        return next_line()

    count = next_line().split()[3]  # the hello
    ask("count")
    if count != "0":
        print(ask("read " + count).removeprefix("ok "), flush=True)
    ask("quit")  # gets `* bye`
    next_line()  # `ok quit`


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
    talk(connection)
