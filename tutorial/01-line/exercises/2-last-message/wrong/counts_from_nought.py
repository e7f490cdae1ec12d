"""Wrong: messages are counted from 0."""

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

    next_line()  # the hello
    count = ask("count").removeprefix("ok ")
    if count != "0":
        print(ask(f"read {int(count) - 1}").removeprefix("ok "), flush=True)
    ask("quit")  # gets `* bye`
    next_line()  # `ok quit`


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
    talk(connection)
