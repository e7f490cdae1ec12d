"""Exercise 7.1: the client that reads until its own tag."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
lines = peer.makefile("rb")
commands = 0  # how many we have said


def hear():
    """The next whole line. Ends the program when there is none."""
    line = lines.readline()
    if not line.endswith(b"\n"):
        sys.exit(0)
    return line.decode(errors="replace").rstrip("\r\n")


def words_of(line):
    """`* 3 FETCH (UID 7)` as `*`, `3`, `FETCH`, `UID`, `7`."""
    return line.replace("(", " ").replace(")", " ").split()


def ask(command):
    """Says a command, and returns its data; None if it did not end with OK."""
    global commands
    commands += 1
    tag = f"a{commands}"
    peer.sendall(f"{tag} {command}\r\n".encode())
    data = []
    while True:
        line = hear()
        if line.startswith(tag + " "):
            return data if words_of(line)[1] == "OK" else None
        data.append(words_of(line))


def number_of_messages(data):
    number = "0"
    for words in data:
        if words[2:] == ["EXISTS"]:
            number = words[1]
    return number


def uid_of(number, data):
    for words in data:
        if words[1:3] == [number, "FETCH"] and "UID" in words:
            return words[words.index("UID") + 1]
    return None


def mark_newest():
    if ask("LOGIN anna secret") is None:
        return
    data = ask("SELECT INBOX")
    if data is None:
        return
    number = number_of_messages(data)
    if number == "0":
        return
    data = ask(f"FETCH {number} UID")
    if data is None:
        return
    uid = uid_of(number, data)
    if uid is not None:
        ask(rf"UID STORE {uid} +FLAGS (\Seen)")


if words_of(hear())[1] == "OK":
    mark_newest()
    ask("LOGOUT")
while True:
    hear()  # until the server closes
