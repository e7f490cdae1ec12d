"""Compares a server with the expectations."""

from asking import Asker, deliver
from expectation import expectations


def with_crlf(octets):
    return octets.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def play(test, port, user, password, dovecot=None):
    """The messages lie in the INBOX already; `dovecot` is the version of the
    server if it is a Dovecot. Each answer that is not as
    expected is a failure of its own."""
    client = Asker(("127.0.0.1", port), user, password)
    test.addCleanup(client.sock.close)
    uids = client.uids()
    for one in expectations():
        uid = uids[with_crlf(one.octets)]
        for question, expected in one.expected(dovecot).items():
            with test.subTest(message=one.name, question=question):
                test.assertEqual(client.ask(uid, question), expected)


def deliver_all(maildir):
    deliver(maildir, [one.octets for one in expectations()])
