"""Exercise 1.2: this client connects and says nothing. Make it read the last
message. See TASK.md."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))


def hear():
    """The next whole line, without its end. Ends the program when the server
    has closed the connection."""
    # TODO 1: peer.recv(4096) returns what has come: a piece of a line, or a
    # line, or many lines and a piece. b"" means that nothing more will come.
    sys.exit("hear() is not written yet")


def ask(command):
    """Says a command. Returns the first line of the reply."""
    peer.sendall(command.encode() + b"\r\n")
    return hear()


# TODO 2: the server speaks first. Then ask `count`.
# TODO 3: the reply is `ok N`. Ask for message N, if there is one, and print its
# text.
# TODO 4: ask `quit`. Two lines come: `* bye` and `ok quit`.
