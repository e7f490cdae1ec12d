"""Wrong: goes on speaking to a server that has said bye."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
known = read = 0
phase = "entering"


def ask(command, then):
    global phase
    phase = then
    peer.sendall(command.encode() + b"\r\n")


def go_on():
    if read < known:
        ask(f"read {read + 1}", "reading")
    else:
        ask("idle", "entering")


def leave_for_news():
    if phase == "idling" and read < known:
        ask("done", "leaving")


def on_hello(words):
    global known, read
    known = read = int(words[1].split()[1])
    go_on()


def on_new(words):
    global known
    known = max(known, int(words[1]))
    leave_for_news()


def on_still_here(words):
    pass


def on_bye(words):
    print("bye", flush=True)


def on_unknown(words):
    pass


def on_go_ahead():
    global phase
    phase = "idling"
    leave_for_news()


def on_reply(text):
    global read
    if phase == "reading":
        print(text, flush=True)
        read += 1
    go_on()


events = {"hello": on_hello, "new": on_new, "ok": on_still_here,
          "bye": on_bye}

for octets in peer.makefile("rb"):
    line = octets.decode().rstrip("\r\n")
    if line.startswith("* "):
        words = line[2:].split(" ", 1)
        events.get(words[0], on_unknown)(words)
    elif line.startswith("+"):
        on_go_ahead()
    else:
        on_reply(line[3:])
