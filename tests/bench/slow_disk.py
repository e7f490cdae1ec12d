"""The rows of fairness.py on a disk that takes 15 ms for each sync
(slow_disk.cpp)."""

import threading
import time

import mails
import servers
from imap_client import ImapClient

CLIENTS, APPENDS = 10, 20
MESSAGE = mails.message(1, 1).replace("\n", "\r\n").encode()
NAMES = [f"user{n}" for n in range(CLIENTS)]  # beside servers.USER
NEWCOMER = "newcomer"


def server(build, program):
    shim = build.resolve() / "tests" / "bench" / "libslow_disk.so"
    if not shim.exists():
        raise RuntimeError(f"there is no {shim}: build it")
    return servers.OurServer(program, fill, users=[servers.USER, NEWCOMER,
                                                   *NAMES],
                             environment={"LD_PRELOAD": str(shim)})


def fill(maildir):
    mails.fill(maildir, 100, 1)
    for name in ("First", "Target", "Gone", "Old"):
        mails.fill(maildir / f".{name}", 20, 1)


def connect(server, user=servers.USER):
    return ImapClient(server.port).log_in(user, servers.PASSWORD)


def selected(server):
    client = connect(server)
    client.ask("SELECT INBOX")
    return client


def with_deleted(server):
    client = selected(server)
    client.ask("STORE 1:20 +FLAGS.SILENT (\\Deleted)")
    return client


class Crowd:
    """CLIENTS clients, each with APPENDS pipelined messages."""

    def __init__(self, server, users):
        self.clients = [connect(server, user) for user in users]
        self.socket = self

    def append(self):
        threads = [threading.Thread(target=client.append,
                                    args=("INBOX", MESSAGE, APPENDS))
                   for client in self.clients]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def close(self):
        for client in self.clients:
            client.socket.close()


def ask(*lines):
    return lambda client: [client.ask(line) for line in lines]


def idling(server):
    client = selected(server)
    client.socket.sendall(b"i IDLE\r\n")
    client.read_to(b"+ ")
    return client


def deliver(server):
    """Until the idle client hears of it."""
    def command(client):
        mails.deliver(server.maildir, "slow.1")
        client.read_to(b"* ")
    return command


def rows(server):
    """What is measured: a name, what comes before, and what is measured."""
    append = f"{CLIENTS} clients with {APPENDS} APPENDs each"
    large = b"a: b\r\n\r\n" + b"x" * 70 * 1000 + b"\r\n"
    large = large * (40_000_000 // len(large))
    return [
        ("nothing", lambda: connect(server), lambda client: time.sleep(1)),
        ("first login", lambda: ImapClient(server.port),
         lambda client: client.log_in(NEWCOMER, servers.PASSWORD)),
        ("one APPEND", lambda: connect(server),
         lambda client: client.append("INBOX", MESSAGE)),
        ("20 APPENDs", lambda: connect(server),
         lambda client: client.append("INBOX", MESSAGE, 20)),
        (f"{append}, one mailbox",
         lambda: Crowd(server, [servers.USER] * CLIENTS), Crowd.append),
        (f"{append}, {CLIENTS} accounts", lambda: Crowd(server, NAMES),
         Crowd.append),
        ("APPEND of 40 MB", lambda: connect(server),
         lambda client: client.append("INBOX", large)),
        ("CREATE of three levels", lambda: connect(server),
         ask("CREATE x/y/z")),
        ("SUBSCRIBE", lambda: connect(server), ask("SUBSCRIBE x/y/z")),
        ("RENAME", lambda: connect(server), ask("RENAME Old New")),
        ("DELETE", lambda: connect(server), ask("DELETE Gone")),
        ("first SELECT", lambda: connect(server), ask("SELECT First")),
        ("COPY of 20", lambda: selected(server), ask("COPY 1:20 Target")),
        ("EXPUNGE of 20", lambda: with_deleted(server), ask("EXPUNGE")),
        ("a new keyword", lambda: selected(server),
         ask("STORE 1 +FLAGS ($New)")),
        ("a delivery by another program", lambda: idling(server),
         deliver(server)),
    ]
