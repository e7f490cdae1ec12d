"""Asks for something else."""

import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    lines = server.makefile("rb")
    lines.readline()
    server.sendall(b"counting\r\n")
    print(lines.readline())
