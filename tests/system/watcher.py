"""Runs `proto_client watch` for the tests, and always ends it.

The program is named by the environment variable PROTO_CLIENT.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import server
from client import PATIENCE
from tls import TlsTest

SECRET = "sesame"  # anne's password


class Watcher:
    """A watch of a mailbox, with a memory in the folder `state`."""

    def __init__(self, url, *options, state, password=SECRET, first=(),
                 environment=(), prefix=()):
        self.state = state
        self.command = [*prefix, os.environ["PROTO_CLIENT"], *first, "--json",
                        "watch", url, *options]
        if password is not None:
            # Not in the command line, where everybody could read it.
            (state / "password").write_text(f"{password}\n")
            self.command += ["--password-command", f"cat {state}/password"]
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, "XDG_STATE_HOME": str(state),
                 **dict(environment)})
        self.changed = threading.Condition()
        self.events = []
        self.lines = []  # what it says on stderr
        self.readers = [
            threading.Thread(target=self._read, args=of, daemon=True)
            for of in ((self.process.stdout, self.events, json.loads),
                       (self.process.stderr, self.lines, str.rstrip))]
        for reader in self.readers:
            reader.start()

    def _read(self, stream, into, understand):
        for line in stream:
            with self.changed:
                into.append(understand(line))
                self.changed.notify_all()
        with self.changed:
            into.append(None)
            self.changed.notify_all()

    def wait_for(self, event, index=0):
        """The event of that kind, from the first on."""
        def found():
            some = [x for x in self.events if x and x["event"] == event]
            return some[index] if len(some) > index else None

        with self.changed:
            self.changed.wait_for(lambda: found() or None in self.events,
                                  PATIENCE)
            if not found():
                raise AssertionError(f"no event {event!r} in {self.events} "
                                     f"and {self.lines}")
            return found()

    def wait_until_it_idles(self):
        """It needs --wire."""
        self.wait_for_line("+ idling")

    def wait_for_line(self, words, times=1):
        """Waits until it has said so many lines with these words on stderr."""
        def said():
            return sum(words in line for line in self.lines if line) >= times

        with self.changed:
            self.changed.wait_for(lambda: said() or None in self.lines,
                                  PATIENCE)
            assert said(), self.lines

    def told(self):
        """The texts of all messages so far."""
        with self.changed:
            return [x["text"] for x in self.events
                    if x and x["event"] == "new"]

    def wait_for_message(self, text):
        index = 0
        while self.wait_for("new", index)["text"] != text:
            index += 1

    def stop(self, number=signal.SIGTERM):
        """Asks it to stop; returns its exit status when all was read."""
        self.process.send_signal(number)
        return self.end()

    def end(self):
        """Waits until it ends by itself; returns its exit status."""
        code = self.process.wait(PATIENCE)
        for reader in self.readers:
            reader.join(PATIENCE)
        return code

    def said(self):
        """Everything that it has printed."""
        return "\n".join([json.dumps(x) for x in self.events if x] +
                         [line for line in self.lines if line])

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.end()
        self.process.stdout.close()
        self.process.stderr.close()


class Listening:
    """A server of a test, within `with`. A thread waits for clients and calls
    `take` for the connection of each."""

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._accept)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join(PATIENCE)
        self.listener.close()

    def _accept(self):
        try:
            while True:
                self.take(self.listener.accept()[0])
        except OSError:
            pass  # the test is over


class WatchTest(TlsTest):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.state = Path(temporary.name)

    def serve_empty(self, *options):
        return self.serve_users("--messages", "0", *options)

    def watch(self, url, *options, **more):
        watcher = Watcher(url, *options, state=more.pop("state", self.state),
                          **more)
        self.addCleanup(watcher.kill)
        return watcher

    def ca(self):
        return "--ca", str(self.folder / "tls" / "ca.pem")

    def url(self, scheme="imap", port=None):
        if port is None:
            port = self.plain if scheme == "imap" else self.secure
        return f"{scheme}://anne@127.0.0.1:{port}/INBOX"

    def append(self, subject, user="anne", password=SECRET):
        """By IMAP, as another mail program does."""
        message = f"From: Bo <bo@x.org>\r\nSubject: {subject}\r\n\r\nx"
        client = self.over_tls(user, password)
        client.append("INBOX", None, None, message.encode())
        client.logout()

    def check_told_once(self, watcher, *texts):
        """A further message proves that nothing else is on its way."""
        self.append("fence")
        watcher.wait_for_message("fence")
        self.assertEqual(watcher.told(), [*texts, "fence"])


def main():
    if "PROTO_CLIENT" not in os.environ:
        sys.exit("name the client, too: PROTO_CLIENT=build/proto_client/"
                 "proto_client")
    server.main()
