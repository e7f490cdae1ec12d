"""What all servers of a test have in common: on loopback, in a temporary folder,
and gone at the end."""

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PASSWORD = "secret"
PATIENCE = 10  # seconds for it to listen, and to end
NOT_CHECKED = 77  # what Meson takes for "skipped"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end(process):
    """Of a server that was started with a pipe for its output."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


class PrivateServer:
    """with A_SERVER(...) as server: ... server.address ...

    A subclass has a `name` and a start(), which calls launch(). The folder is
    `folder`, and nothing of it is left at the end."""

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix=f"{self.name}-"))
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.process = None
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def launch(self, command, **options):
        """Runs the server, and waits until it listens."""
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, **options)
        self.wait_until_it_listens()

    def wait_until_it_listens(self):
        until = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError as error:
                if self.process.poll() is not None:
                    raise RuntimeError(
                        f"{self.name} ended: {self.process.stdout.read()}"
                        + self.log()) from error
                if time.monotonic() > until:
                    raise RuntimeError(f"{self.name} does not listen: "
                                       + self.log()) from error
                time.sleep(0.02)

    def log(self):
        """What it has written to a file."""
        return ""

    def __exit__(self, *_):
        if self.process:
            end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)
