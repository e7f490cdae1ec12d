import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as server:
    lines = server.makefile("rb")
    lines.readline()
    for _ in range(2 if "--twice" in sys.argv else 1):
        server.sendall(b"count\r\n")
        print(lines.readline())
