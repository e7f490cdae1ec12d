"""The two servers that are compared. Each has its own Maildir in one temporary
folder."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "interop"))
import private_dovecot  # noqa: E402 (the import needs the path above)

USER, PASSWORD = "anna", private_dovecot.PASSWORD


def make_maildir(folder):
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)


class Server:
    """Each server sets `port`, `maildir` and `process_id` for the
    measurements."""

    name = ""
    tls = False
    keeps = ()  # files that it makes in a Maildir for itself

    def forget(self, folder):
        """Deletes what the server keeps of a folder, so that it reads the
        folder as if for the first time."""
        for pattern in self.keeps:
            for file in (self.maildir / folder).glob(pattern):
                file.unlink()

    def memory(self):
        """Returns the memory of its processes in octets: the sum of their
        proportional set sizes (PSS)."""
        return 1024 * sum(map(pss, with_descendants(self.process_id)))

    def cpu_seconds(self):
        """Returns the processor time that its running processes have used."""
        return sum(map(on_processor, with_descendants(self.process_id)))


def on_processor(process):
    """Returns the seconds of processor time of a process's main thread. The
    file begins with nanoseconds, proc(5)."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) \
            / 1e9
    except OSError:
        return 0


def wake_ups(process):
    """Returns how often a process has waited for something until now."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return int(text.partition("\nvoluntary_ctxt_switches:")[2].split()[0])


def pss(process):
    """Returns the PSS of a process in KiB, or 0 if the process has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").open():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def with_descendants(process):
    """The process, its children, their children."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


class OurServer(Server):
    """proto_server. With `users`, a mailbox is opened at a login, and
    `maildir` is the first user's. Without, any name and password is right.
    With `tls`, its port speaks TLS. `environment` is added to ours."""

    name = "proto_server"
    keeps = ("idle-hands-index",)

    def __init__(self, program, fill=make_maildir, users=(), tls=False,
                 environment=None):
        self.program, self.fill, self.users = str(program), fill, users
        self.tls, self.environment = tls, environment or {}
        if tls:
            self.name += ", TLS"

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="proto-server-"))
        self.process = None
        try:
            self.maildir = self.folder / (self.users[0] if self.users else "class")
            self.fill(self.maildir)
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def knows(self, option):
        says = subprocess.run([self.program, "--help"], capture_output=True,
                              text=True, check=True)
        return option in says.stdout

    def start(self):
        command = [self.program, "--quiet", "--listen", "127.0.0.1:0",
                   "--maildir", str(self.folder)]
        if self.tls:
            if not self.knows("--imaps"):
                raise RuntimeError("this proto_server has no --imaps")
            folder = self.folder / "tls"
            subprocess.run([self.program, "certificate", str(folder)],
                           check=True, stdout=subprocess.DEVNULL)
            command += ["--imaps", "127.0.0.1:0", "--certificate",
                        str(folder / "server.pem")]
        else:
            command += ["--imap", "127.0.0.1:0"]
        if self.users and self.knows("--plain-login"):
            command.append("--plain-login")
        if self.users:
            users = self.folder / "users"
            for user in self.users:
                subprocess.run([self.program, "users", "add", "--file",
                                str(users), "--password-stdin", user],
                               input=PASSWORD + "\n", text=True, check=True,
                               stdout=subprocess.DEVNULL)
            command += ["--users", str(users)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE,
                                        text=True,
                                        env=os.environ | self.environment)
        self.process_id = self.process.pid
        for _ in ("the toy's", "IMAP's"):
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError("proto_server ended")
        self.port = int(line.rpartition(":")[2])

    def forget(self, folder):
        self.stop()
        super().forget(folder)
        self.start()

    def stop(self):
        if self.process:
            private_dovecot.end(self.process)
        self.process = None

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Dovecot(Server):
    """A private Dovecot, as Debian configures it, except for the limits that
    many clients from one address would reach."""

    name = "Dovecot"
    keeps = ("dovecot*",)
    settings = "mail_max_userip_connections = 0\n"

    def __init__(self, fill=make_maildir):
        self.fill = fill

    def __enter__(self):
        self.dovecot = private_dovecot.PrivateDovecot(
            [USER], settings=self.settings)
        self.dovecot.__enter__()
        try:
            self.port = int(self.dovecot.address.rpartition(":")[2])
            self.process_id = self.dovecot.process.pid
            self.maildir = self.dovecot.folder / "home" / USER / "mail"
            self.fill(self.maildir)
            self.give_to_its_user(self.maildir.parent)
        except BaseException:
            self.__exit__()
            raise
        return self

    def give_to_its_user(self, folder):
        if os.geteuid() != 0:
            return
        user = pwd.getpwnam(private_dovecot.account()[0])
        for path, folders, files in os.walk(folder):
            os.chown(path, user.pw_uid, user.pw_gid)
            for name in files:
                os.chown(os.path.join(path, name), user.pw_uid, user.pw_gid)

    def __exit__(self, *_):
        self.dovecot.__exit__()
