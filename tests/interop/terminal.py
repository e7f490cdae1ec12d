"""A program on a terminal: a test types, and reads its screen."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import threading

from client import PATIENCE

ROWS, COLUMNS = 24, 100
# What moves the cursor, colours and names windows (ECMA-48), and what
# chooses a character set.
CONTROL = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[ -/]*[0-~])")


class Terminal:
    def __init__(self, command, environment, folder, **more):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ,
                    struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs,
            env=environment, cwd=folder, start_new_session=True,
            # of its session, so that it hears a Ctrl-C
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0), **more)
        os.close(theirs)
        self.file = ours
        self.said = b""
        self.ended = False
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        while True:
            try:
                said = os.read(self.file, 65536)
            except OSError:  # EIO: nobody has the other end any more
                said = b""
            with self.changed:
                self.said += said
                self.ended = not said
                self.changed.notify_all()
            if not said:
                return

    def text(self):
        """All that it has shown, without what only moves and colours."""
        return CONTROL.sub(b"", self.said).decode(errors="replace")

    def type(self, keys):
        os.write(self.file, keys.encode())

    def shows(self, text):
        """Waits until it has shown `text`."""
        with self.changed:
            self.changed.wait_for(lambda: text in self.text() or self.ended,
                                  PATIENCE)
            if text not in self.text():
                raise AssertionError(f"it did not show {text!r} but:\n"
                                     f"{self.text()}")

    def wait(self):
        """Waits until it has ended, and returns its exit code."""
        return self.process.wait(PATIENCE)

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.reader.join(PATIENCE)
        os.close(self.file)
