"""The session of README.md with twisted.mail.imap4. It has no IDLE."""

import io
import sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4

HOST, PORT, USER, PASSWORD = sys.argv[1:]
MESSAGE = ("Subject: Loft\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
           "In a château.\r\n").encode()
failed = []


def say(*words):
    print(*words, flush=True)


@defer.inlineCallbacks
def session(imap):
    yield imap.login(USER.encode(), PASSWORD.encode())
    folders = yield imap.list("", "*")
    say("folders", *sorted(name for _, _, name in folders))
    yield imap.append("INBOX", io.BytesIO(MESSAGE))
    yield imap.select("INBOX")
    envelopes = yield imap.fetchEnvelope("1")
    say("subject", envelopes[1]["ENVELOPE"][1])
    # It sends each character as one octet.
    word = "château".encode().decode("latin-1")
    found = yield imap.search("CHARSET UTF-8 TEXT", f'"{word}"')
    say("found", len(found))
    yield imap.addFlags("1", [r"\Flagged"])
    flags = yield imap.fetchFlags("1")
    say("flags", *sorted(flag for flag in flags[1]["FLAGS"]
                         if flag != r"\Recent"))
    yield imap.create("Homes")
    yield imap.copy("1", "Homes", uid=False)
    yield imap.setFlags("1", [r"\Deleted"])
    yield imap.expunge()
    status = yield imap.status("INBOX", "MESSAGES")
    say("left", status["MESSAGES"])
    yield imap.logout()


def fail(failure):
    failed.append(failure)
    print(failure, file=sys.stderr)


def start(imap):
    session(imap).addErrback(fail).addBoth(lambda _: reactor.stop())


def not_connected(failure):
    fail(failure)
    reactor.stop()


imap4.IMAP4Client.timeout = 20
protocol.ClientCreator(reactor, imap4.IMAP4Client).connectTCP(
    HOST, int(PORT)).addCallbacks(
        lambda imap: reactor.callLater(0.2, start, imap), not_connected)
reactor.run()
sys.exit(1 if failed else 0)
