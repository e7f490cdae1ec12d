# Wrong: comes back once, and no more.

import random
import socket
import sys
import time


class Gone(Exception):
    """The connection has ended."""


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.lines = self.socket.makefile("rb")
        self.known = 0  # messages there are

    def say(self, line):
        self.socket.sendall(line.encode() + b"\r\n")

    def hear(self):
        """The next line that is no news; news is kept in `known`."""
        while True:
            line = self.lines.readline()
            if not line.endswith(b"\n"):
                raise Gone
            text = line.decode().rstrip("\r\n")
            if text.startswith("* new "):
                self.known = max(self.known, int(text[6:]))
                return "news"
            if not text.startswith("* ") or text.startswith("* hello "):
                return text

    def reply(self):
        while True:
            line = self.hear()
            if line != "news":
                return line


class Watcher:
    def __init__(self):
        self.told = None  # the last message that was told

    def watch(self, server):
        server.reply()  # the hello
        server.say("count")
        server.known = int(server.reply().split()[1])
        if self.told is None or server.known < self.told:  # begun anew
            self.told = server.known
        while True:
            self.read_news(server)
            server.say("idle")
            server.reply()
            while server.known <= self.told:
                server.hear()
            server.say("done")
            server.reply()

    def read_news(self, server):
        while self.told < server.known:
            server.say(f"read {self.told + 1}")
            text = server.reply()
            self.told += 1
            print(f"{self.told}: {text}", flush=True)


def main():
    watcher = Watcher()
    longest = 0.5  # seconds
    for _ in range(2):
        try:
            connection = Connection(int(sys.argv[1]))
            with connection.socket:
                watcher.watch(connection)
        except (Gone, OSError) as error:
            print("connection lost:", error, file=sys.stderr)
        time.sleep(random.uniform(longest / 2, longest))
        longest = min(2 * longest, 2)


main()
