"""Starts a proto_server for a test, talks to it, and always ends it.

The program is named by the environment variable PROTO_SERVER.
"""

import ctypes
import os
import re
import signal
import subprocess
import sys
import threading
import time
import unittest

from client import PATIENCE, Client

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1


class Server:
    """A server in its own process group, on a port of its own."""

    def __init__(self, *options, listen=("127.0.0.1:0",), prefix=(),
                 prepare=None, program=None):
        def before_start():
            # The server ends when the test ends, even if that is killed.
            LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if prepare:
                prepare()

        command = [*prefix, program or os.environ["PROTO_SERVER"]]
        for address in listen:
            command += ["--listen", address]
        self.process = subprocess.Popen(
            [*command, *options], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True, preexec_fn=before_start)
        self.pid = self.process.pid
        self.lines = []
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        try:
            self.addresses = [self._listening(i) for i in range(len(listen))]
        except BaseException:
            self.kill()
            raise

    @property
    def address(self):
        return self.addresses[0]

    def _read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip("\n"))
                self.changed.notify_all()
        with self.changed:
            self.lines.append(None)
            self.changed.notify_all()

    def _listening(self, index):
        line = self.wait_for_line(r"listening on ", index)
        host, port = line.removeprefix("listening on ").rsplit(":", 1)
        return host.strip("[]"), int(port)

    def wait_for_line(self, pattern, index=0):
        """The line of its output, from the first on, that holds `pattern`."""
        def found():
            lines = [x for x in self.lines if x and re.search(pattern, x)]
            return lines[index] if len(lines) > index else None

        with self.changed:
            self.changed.wait_for(
                lambda: found() or None in self.lines, PATIENCE)
            if not found():
                raise AssertionError(
                    f"the server did not say {pattern!r} but {self.lines}")
            return found()

    def output(self):
        with self.changed:
            return "\n".join(line for line in self.lines if line)

    def open_files(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def memory(self):
        """KiB of heap and stack. The pages of libraries do not count: how many
        of them are ours depends on who else runs (proc(5), RssAnon)."""
        with open(f"/proc/{self.pid}/status") as status:
            return int(re.search(r"RssAnon:\s*(\d+) kB", status.read())[1])

    def peak_memory(self):
        """The most KiB that it has had at once, of whatever kind."""
        with open(f"/proc/{self.pid}/status") as status:
            return int(re.search(r"VmHWM:\s*(\d+) kB", status.read())[1])

    def stop(self, number=signal.SIGTERM):
        """Asks it to stop, and returns its exit status. All that it has said is
        there then."""
        self.process.send_signal(number)
        status = self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        return status

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        self.process.stdout.close()


class ServerTest(unittest.TestCase):
    """A test with a server, and others who use it meanwhile."""

    def serve(self, *options, **more):
        server = Server(*options, **more)
        self.addCleanup(server.kill)
        return server

    def connect(self, server, **options):
        client = Client(server.address, **options)
        self.addCleanup(client.close)
        return client

    def connect_deaf(self, server):
        """A client that asks for more than the kernel and the server hold for
        it, and never reads."""
        client = self.connect(server, receive_buffer=4096)
        number = client.ask("post " + "x" * 995).removeprefix("ok ")
        client.send(f"read {number}\r\n" * 1000)
        return client

    def others(self, server):
        """An idling client and one that posts, to be told of to the end."""
        return self.connect(server).idle(), self.connect(server)

    def check_served(self, others):
        """What one posts the other hears."""
        idler, poster = others
        number = poster.ask("post still served?").removeprefix("ok ")
        self.assertTrue(number.isdigit(), number)
        while (line := idler.line()) != f"* new {number}":
            self.assertRegex(line, r"^\* (new|ok)\b")

    def check_memory(self, server, before, at_most):
        grown = server.memory() - before
        self.assertLess(grown, at_most, "KiB")

    def eventually(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.01)


def main():
    """Runs the tests of the file that calls it; exits with 77, as Meson wants
    it, when one could not run here: a skipped test is not a passed one."""
    if "PROTO_SERVER" not in os.environ:
        sys.exit("name the server: PROTO_SERVER=build/proto_server/"
                 f"proto_server python3 {sys.argv[0]}")
    result = unittest.main(exit=False, verbosity=2).result
    if not result.wasSuccessful():
        sys.exit(1)
    if result.skipped:
        sys.exit(77)
