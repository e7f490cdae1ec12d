"""Dovecot and proto_server serve one Maildir. A client idles at each, a mail
arrives, and both servers tell their client. With --times it says when."""

import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2] / "tests"
sys.path[:0] = [str(TESTS / "interop"), str(TESTS / "system")]
from imap_client import ImapClient
from mail_server import PASSWORD, USER, MailServer, mail
from private_dovecot import PrivateDovecot

DOVECOT_WAITS = 0.5  # seconds


def idling(client):
    client.select()
    assert client.idle().startswith("+")
    return client


def watch_both(ours, dovecot):
    host, port = dovecot.address.split(":")
    clients = {
        "proto_server": idling(ours.log_in()),
        "Dovecot": idling(ImapClient((host, int(port)), USER, PASSWORD))}
    began = time.monotonic()
    ours.inbox.drop(mail("Loft under the roof"))
    for name, client in clients.items():
        print(f"{name:13} {client.line()}")
        took = time.monotonic() - began
        if "--times" in sys.argv:
            print(f"{'':13} after {took:.2f} s")
    if took >= DOVECOT_WAITS:
        print("Dovecot has waited for half a second.")
    for client in clients.values():
        client.sock.close()


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    folder.chmod(0o711)  # the servers may run as another user
    ours = MailServer(folder)
    try:
        with PrivateDovecot([USER], f"{ours.inbox.folder.parent}/%u") as dovecot:
            watch_both(ours, dovecot)
    finally:
        ours.kill()
