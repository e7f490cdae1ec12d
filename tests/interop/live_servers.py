"""A mail server to try things on, until Ctrl-C: `kit mail-server` runs this.

    live_servers.py dovecot|cyrus|own

Everything is on loopback and in temporary folders, which are removed at the
end. Each line of the standard input is sent as the subject of a message."""

import imaplib
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from email.message import EmailMessage
from pathlib import Path

import private_cyrus
import private_dovecot
import private_postfix
from account import as_account
from private_dovecot import PASSWORD, PrivateDovecot
from server_config import delivery_configuration

USER = "anna"
LDA = Path("/usr/lib/dovecot/dovecot-lda")


def message(subject):
    made = EmailMessage()
    made["From"] = "Agency <agency@example.org>"
    made["To"] = f"{USER}@example.org"
    made["Subject"] = subject
    made.set_content("Two rooms, no lift.")
    return made.as_bytes()


class Dovecot:
    why_not = staticmethod(private_dovecot.why_not)

    def __init__(self, stack):
        server = stack.enter_context(PrivateDovecot([USER], tls=True))
        self.name = f"Dovecot {private_dovecot.version()}"
        self.user, self.address, self.ca = USER, server.address, server.ca
        self.maildir = server.folder / "home" / USER / "mail"


class Cyrus:
    why_not = staticmethod(private_cyrus.why_not)
    maildir = ca = None  # its mail lies in a way of its own

    def __init__(self, stack):
        server = stack.enter_context(private_cyrus.PrivateCyrus([USER]))
        self.name = "Cyrus"
        self.user, self.address = USER, server.address


class Own:
    """Our server, with the mailbox that the tests use."""

    ca = None

    @staticmethod
    def why_not():
        return None

    def __init__(self, stack):
        import mail_server  # it needs no other server's programs
        folder = Path(stack.enter_context(
            tempfile.TemporaryDirectory(prefix="proto_server-")))
        folder.chmod(0o711)  # the server may run as another user
        server = mail_server.MailServer(folder)
        stack.callback(server.kill)
        self.name, self.user = "proto_server", mail_server.USER
        self.address = f"127.0.0.1:{server.imap_port}"
        self.maildir = server.inbox.folder


KINDS = {"dovecot": Dovecot, "cyrus": Cyrus, "own": Own}


class BySmtp:
    """Postfix, as on a real machine."""

    def __init__(self, stack, server):
        self.user = server.user
        self.postfix = stack.enter_context(
            private_postfix.PrivatePostfix({server.user: server.maildir}))
        self.how = (f"Postfix takes mail by SMTP at {self.postfix.address}, "
                    f"for {server.user}@example.org.")

    def send(self, subject):
        self.postfix.send(self.user, message(subject))


class ByDovecot:
    """Dovecot's delivery agent, which a mail server runs for each message."""

    def __init__(self, stack, server, why):
        folder = Path(stack.enter_context(
            tempfile.TemporaryDirectory(prefix="lda-")))
        folder.chmod(0o777)  # it may run as another user, and writes a log
        config = folder / "lda.conf"
        config.write_text(delivery_configuration(
            private_dovecot.version(), server.maildir, folder))
        self.command = [LDA, "-c", config]
        self.how = f"{why}, so {LDA.name} delivers."

    def send(self, subject):
        subprocess.run(self.command, input=message(subject), check=True,
                       **as_account())


class ByImap:
    """APPEND: the mailbox is the same, and nothing was sent."""

    def __init__(self, server, why):
        self.server = server
        self.how = f"{why}, so messages are put there by IMAP."

    def send(self, subject):
        host, port = self.server.address.split(":")
        with imaplib.IMAP4(host, int(port)) as client:
            client.login(self.server.user, PASSWORD)
            client.append("INBOX", None, None, message(subject))


def way_in(stack, server):
    """The nearest to a real delivery that can be had here."""
    if not server.maildir:
        return ByImap(server, f"Postfix cannot write {server.name}'s mailbox")
    why = private_postfix.why_not()
    if not why:
        return BySmtp(stack, server)
    if LDA.exists() and not private_dovecot.why_not():
        return ByDovecot(stack, server, why)
    return ByImap(server, why)


def say(*lines):
    print(*lines, sep="\n", flush=True)


def serve(kind):
    with ExitStack() as stack:
        server = KINDS[kind](stack)
        way = way_in(stack, server)
        starttls = ", with STARTTLS if you like" if server.ca else ""
        say(f"{server.name} serves IMAP at {server.address}{starttls}.",
            f"User {server.user}, password {PASSWORD}.", way.how)
        if server.ca:
            say(f"Its certificate is from the CA {server.ca}.")
        say("In another terminal:",
            f"  proto_client --password-command 'echo {PASSWORD}' watch "
            f"imap://{server.user}@{server.address}/INBOX",
            "Type a subject, and a message with it arrives. Ctrl-C ends all.")
        for line in sys.stdin:
            if subject := line.strip():
                way.send(subject)
                say(f"sent: {subject}")
        signal.pause()  # there is no more input, so until Ctrl-C


def main():
    kind = sys.argv[1]
    if why := KINDS[kind].why_not():
        print(f"kit: {why}", file=sys.stderr)
        sys.exit(2)
    # As Ctrl-C, so that every server is ended and every folder removed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        serve(kind)
    except KeyboardInterrupt:
        say("bye")


if __name__ == "__main__":
    main()
