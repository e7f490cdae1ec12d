"""Takes what one recv() gives for a line."""

import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client, _ = listener.accept()
    client.sendall(b"* hello\r\n")
    while portion := client.recv(4096):
        word = portion.rstrip(b"\r\n")
        print("heard", word, flush=True)
        client.sendall(b"ok " + word + b"\r\n")
        if word == b"quit":
            break
    client.close()
