"""A Dovecot for a test, on loopback: without privileges, in a temporary folder,
with the users that the test asks for and no mail."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from account import account, as_account, give
from dovecot_config import configuration, knows

PASSWORD = "secret"
PATIENCE = 10  # seconds for it to listen, and to end
NOT_CHECKED = 77  # what Meson takes for "skipped"


def program():
    """Dovecot's path; None if it is not installed."""
    return shutil.which("dovecot") or shutil.which("dovecot",
                                                   path="/usr/sbin:/usr/bin")


def version():
    """Its version as a text, "2.4.1" for one."""
    said = subprocess.run([program(), "--version"], capture_output=True,
                          text=True, check=True).stdout
    return said.split()[0].partition("-")[0]


def why_not():
    """Why it cannot be tried here, if it cannot."""
    if not program():
        return "there is no dovecot; its Debian package is dovecot-imapd"
    if not knows(version()):
        return f"no configuration is known here for Dovecot {version()}"
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_listens(port, process, name, log=lambda: ""):
    """Of a server that was started with a pipe for its output."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError as error:
            if process.poll() is not None:
                raise RuntimeError(f"{name} ended: {process.stdout.read()}"
                                   + log()) from error
            if time.monotonic() > until:
                raise RuntimeError(f"{name} does not listen: "
                                   + log()) from error
            time.sleep(0.02)


def end(process):
    """Of a server that was started with a pipe for its output."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    process.stdout.close()


class PrivateDovecot:
    """with PrivateDovecot(["anna"]) as dovecot: ... dovecot.address ...

    `mail` is the Maildir of each user, whose name stands in it as "%u";
    `settings` are lines of its configuration that outdo ours. With `tls` there is STARTTLS,
    and `ca` is the file that says whom to trust."""

    def __init__(self, users, mail="~/mail", settings="", tls=False):
        self.users = users
        self.mail = mail
        self.settings = settings
        self.tls = tls

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.process = None
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self):
        user, group = account()
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        config = self.folder / "dovecot.conf"
        if self.tls:
            self.make_certificate()
        config.write_text(configuration(
            version(), self.mail, self.tls, folder=self.folder, user=user,
            group=group, port=port) + self.settings)
        (self.folder / "passwd").write_text("".join(
            f"{name}:{{PLAIN}}{PASSWORD}\n" for name in self.users))
        (self.folder / "home").mkdir()
        give(self.folder)
        self.launch()

    def launch(self):
        # Then the times that it tells do not depend on the machine's zone.
        environment = {**os.environ, "TZ": "UTC"}
        self.process = subprocess.Popen(
            [program(), "-F", "-c", str(self.folder / "dovecot.conf")],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, env=environment,
            cwd=self.folder, **as_account())
        port = int(self.address.rpartition(":")[2])
        wait_until_it_listens(port, self.process, "dovecot", self.log)

    def end(self):
        """Then launch() starts it again, at the same address."""
        end(self.process)

    def make_certificate(self):
        subprocess.run([os.environ["PROTO_SERVER"], "certificate", "tls"],
                       cwd=self.folder, stdout=subprocess.DEVNULL, check=True)
        self.ca = self.folder / "tls" / "ca.pem"

    def log(self):
        log = self.folder / "log"
        return log.read_text(errors="replace") if log.exists() else ""

    def __exit__(self, *_):
        if self.process:
            end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)
