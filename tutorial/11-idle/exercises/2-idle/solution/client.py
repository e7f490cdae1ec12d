"""Exercise 11.2: a watch that idles."""

import socket
import sys
import time

PAUSE = 1  # seconds between two NOOP


class Watch:
    def __init__(self, peer, autologout):
        self.peer = peer
        self.autologout = autologout  # seconds; of the server
        self.greeted = False
        self.commands = 0
        self.command = ""  # the one in flight
        self.offers_idle = False
        self.last = 0  # the highest UID that was told
        self.found = []  # UIDs above it
        self.may_be_new = False  # since UID FETCH was said
        self.poll_at = None
        self.state = "off"  # of IDLE: off, starting, idling or stopping
        self.done_wanted = False  # since IDLE was said
        self.rearm_at = None
        self.leaving = False  # the server has said bye

    def say(self, line):
        self.peer.sendall(line.encode() + b"\r\n")

    def ask(self, command):
        self.commands += 1
        self.command = command
        self.say(f"a{self.commands} {command}")

    def take(self, line):
        words = line.split()
        if not self.greeted:
            self.greeted = True
            self.ask("LOGIN anna secret")
        elif words[0] == "+":
            self.go_ahead()
        elif words[0] == "*":
            self.take_data(words)
        elif self.command and words[0] == f"a{self.commands}":
            command, self.command = self.command, ""
            self.ended(command, words[1] == "OK")

    def take_data(self, words):
        if words[1] == "BYE":
            self.leaving = True
            self.poll_at = None
        if words[1] == "CAPABILITY":
            self.offers_idle = "IDLE" in words[2:]
        if words[2:3] == ["[UIDNEXT"]:
            self.last = int(words[3].rstrip("]")) - 1
        if words[2:3] == ["FETCH"] and self.command.startswith("UID FETCH"):
            uid = int(words[4].rstrip(")"))  # of `* 4 FETCH (UID 7)`
            if uid > self.last:
                self.found.append(uid)
        if words[2:] == ["EXISTS"] and self.command != "SELECT INBOX":
            self.may_be_new = True
            self.make_room()

    def ended(self, command, ok):
        """The command is in flight no more."""
        self.state = "off"
        if self.leaving:
            return
        if command == "IDLE" and not ok:
            self.offers_idle = False
        if command == "LOGIN anna secret" and ok:
            self.ask("CAPABILITY")
        elif command == "CAPABILITY":
            self.ask("SELECT INBOX")
        elif self.found:
            self.tell()
        else:
            self.say_next()

    def tell(self):
        uids = sorted(self.found)
        self.found = []
        self.last = uids[-1]
        print("new:", uids, flush=True)
        uids = ",".join(map(str, uids))
        self.ask(rf"UID STORE {uids} +FLAGS.SILENT (\Flagged)")

    def say_next(self):
        """Nothing is in flight: asks what is new, or waits."""
        if self.may_be_new:
            self.may_be_new = False
            self.ask(f"UID FETCH {self.last + 1}:* (UID)")
        elif self.offers_idle:
            self.state, self.done_wanted = "starting", False
            self.ask("IDLE")
        else:
            self.poll_at = time.monotonic() + PAUSE

    def go_ahead(self):
        """The server has said `+`."""
        if self.state == "starting":
            self.state = "idling"
            self.rearm_at = time.monotonic() + self.autologout / 2
            if self.done_wanted:
                self.make_room()

    def make_room(self):
        """IDLE must end soon, if there is one."""
        self.done_wanted = True
        if self.state == "idling" and not self.leaving:
            self.state = "stopping"
            self.say("DONE")

    def tick(self, now):
        """Is called about ten times a second."""
        if self.poll_at is not None and now >= self.poll_at:
            self.poll_at = None
            self.ask("NOOP")
        if self.state == "idling" and now >= self.rearm_at:
            self.make_room()


def converse(port, autologout):
    peer = socket.create_connection(("127.0.0.1", port))
    peer.settimeout(0.1)
    watch = Watch(peer, autologout)
    rest = b""
    while True:
        try:
            octets = peer.recv(8192)
            if not octets:
                return
            *lines, rest = (rest + octets).split(b"\n")
            for line in lines:
                watch.take(line.decode(errors="replace").rstrip("\r"))
        except TimeoutError:
            pass
        watch.tick(time.monotonic())


def main():
    autologout = 1800
    if sys.argv[2:3] == ["--autologout"]:
        autologout = int(sys.argv[3])
    converse(int(sys.argv[1]), autologout)


main()
