import socket
import sys

listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client, _ = listener.accept()
    client.sendall(b"* hello\r\n")
    for line in client.makefile("rb"):
        word = line.rstrip(b"\r\n")
        client.sendall(b"ok " + word + b"\r\n")
        if word == b"quit":
            break
    client.shutdown(socket.SHUT_RDWR)
    client.close()
