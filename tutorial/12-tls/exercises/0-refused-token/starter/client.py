"""Exercise 12.0: this client hears `+`, and does not answer. See TASK.md."""

import base64
import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0
command = ""  # the one in flight
capabilities = []
answer = ""  # the token, as the mechanism wants it, in base64
answered = False  # the answer was said
to_refusal = ""  # the line that the server waits for when it has refused


def base64_of(text):
    return base64.b64encode(text.encode()).decode()


def say(line):
    peer.sendall(line.encode() + b"\r\n")


def ask(text):
    global commands, command
    commands += 1
    command = text
    say(f"a{commands} {text}")


def go_ahead():
    """The server has said `+`."""
    # TODO: what does the server wait for?


def log_in():
    global answer, answered, to_refusal
    mechanism = "OAUTHBEARER"
    answer = base64_of("n,a=anna,\1auth=Bearer token1\1\1")
    to_refusal = "AQ=="
    if "AUTH=OAUTHBEARER" not in capabilities:
        mechanism = "XOAUTH2"
        answer = base64_of("user=anna\1auth=Bearer token1\1\1")
        to_refusal = ""
    answered = "SASL-IR" in capabilities
    ask(f"AUTHENTICATE {mechanism}" + (f" {answer}" if answered else ""))


def ended(ok):
    """The command is in flight no more."""
    if command == "CAPABILITY":
        log_in()
    elif command.startswith("AUTHENTICATE") and ok:
        ask("SELECT INBOX")
    elif command != "LOGOUT":
        ask("LOGOUT")


def take(line):
    global capabilities
    words = line.split()
    if commands == 0:
        ask("CAPABILITY")  # it was the greeting
    elif words[0] == "+":
        go_ahead()
    elif words[:2] == ["*", "CAPABILITY"]:
        capabilities = words[2:]
    elif words[0] == f"a{commands}":
        ended(words[1] == "OK")


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
