"""Exercise 10.0: message `number` is gone. See TASK.md."""

import socket
import sys

SCRIPT = ["LOGIN anna secret", "SELECT INBOX", "FETCH 1:* UID", "NOOP",
          "UID FETCH {uids} FLAGS", "LOGOUT"]

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
said = 0  # how many commands
uids = []  # uids[0] is the UID of message 1; "0" where it is not known


def exists(messages):
    """There are so many now."""
    while len(uids) < messages:
        uids.append("0")


def learn(number, uid):
    """Message `number` has this UID."""
    uids[number - 1] = uid


def expunged(number):
    # TODO: message `number` is gone. Which message has which number now?
    pass


def go_on():
    """Says the next command. The one before has ended."""
    global said
    if said == len(SCRIPT):
        sys.exit(0)
    command = SCRIPT[said].replace("{uids}", ",".join(uids))
    said += 1
    peer.sendall(f"a{said} {command}\r\n".encode())


def take(line):
    words = line.replace("(", " ").replace(")", " ").split()
    if said == 0 or words[0] == f"a{said}":
        go_on()
    elif words[2:] == ["EXISTS"]:
        exists(int(words[1]))
    elif words[2:] == ["EXPUNGE"]:
        expunged(int(words[1]))
    elif words[2:4] == ["FETCH", "UID"]:
        learn(int(words[1]), words[4])


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
