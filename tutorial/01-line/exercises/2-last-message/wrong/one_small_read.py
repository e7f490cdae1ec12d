"""Wrong: what one read of eight octets brings is one line."""

import socket
import sys


def talk(server):
    """Asks for the number of messages and reads the last one."""
    def next_line():
        line = server.recv(8).decode(errors="replace")
        if not line:
            sys.exit("the server closed")
        return line.rstrip("\r\n")

    def ask(command):
        server.sendall(command.encode() + b"\r\n")
        return next_line()

    next_line()  # the hello
    count = ask("count").removeprefix("ok ")
    if count != "0":
        print(ask("read " + count).removeprefix("ok "), flush=True)
    ask("quit")  # gets `* bye`
    next_line()  # `ok quit`


with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
    talk(connection)
