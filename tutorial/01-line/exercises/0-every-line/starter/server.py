"""Exercise 1.0: what has no line end yet is kept. See TASK.md."""

import socket
import sys


def answer(line):
    """The reply to one line, which is given without its end."""
    if line == b"count":
        return b"ok 3\r\n"
    if line == b"noop":
        return b"ok\r\n"
    return b"bad unknown command\r\n"


def without_line_end(line):
    return line.removesuffix(b"\n").removesuffix(b"\r")


def answer_lines(pending):
    """The replies to the lines that are whole, and the piece that is left."""
    # TODO: one line after the other. What has no line end is returned, too.
    return answer(without_line_end(pending)), b""


def converse(client):
    client.sendall(b"* hello toy/1 3 messages\r\n")
    pending = b""  # came, and has no line end yet
    while portion := client.recv(1024):
        replies, pending = answer_lines(pending + portion)
        client.sendall(replies)


def serve(port):
    door = socket.create_server(("127.0.0.1", port))
    while True:
        client, _ = door.accept()
        with client:
            try:
                converse(client)
            except OSError:
                pass  # the client hung up


serve(int(sys.argv[1]))
