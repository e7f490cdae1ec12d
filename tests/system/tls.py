"""IMAP over TLS, with Python's ssl module and imaplib: push, and clients that
speak TLS badly or not at all."""

import imaplib
import os
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest
import warnings
from pathlib import Path

from client import PATIENCE
from imap_client import Idling, Imap
from server import ServerTest, main

CLIENTS = 40
POSTS = 200
MESSAGE = 10_000  # octets
MEMORY = 1024  # KiB more than before
USERS = {"anne": "sesame", "bob": "open"}


class ImapOverTls(Idling, imaplib.IMAP4_SSL):
    """From the first octet on."""


class TlsTest(ServerTest):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = Path(cls.temporary.name)
        cls.run_server("certificate")
        for user, password in USERS.items():
            cls.run_server("users", "add", user, "--password-stdin",
                           text=password)

    @classmethod
    def run_server(cls, *words, text=None):
        subprocess.run([os.environ["PROTO_SERVER"], *words], cwd=cls.folder,
                       input=text, text=True, stdout=subprocess.DEVNULL,
                       check=True)

    def serve_tls(self, *options):
        server = self.serve("--imap", "127.0.0.1:0", "--imaps", "127.0.0.1:0",
                            "--certificate",
                            str(self.folder / "tls" / "server.pem"), *options)
        self.plain, self.secure = (
            int(server.wait_for_line("listening on ", i).rsplit(":", 1)[1])
            for i in (1, 2))
        return server

    def serve_users(self, *options):
        return self.serve_tls("--users", str(self.folder / "users"), *options)

    def context(self):
        return ssl.create_default_context(
            cafile=str(self.folder / "tls" / "ca.pem"))

    def over_tls(self, user="anyone", password="anything"):
        client = ImapOverTls("127.0.0.1", self.secure, timeout=PATIENCE,
                             ssl_context=self.context())
        return self.ready(client, user, password)

    def by_starttls(self, user="anyone", password="anything"):
        client = Imap("127.0.0.1", self.plain, timeout=PATIENCE)
        client.starttls(self.context())
        return self.ready(client, user, password)

    def ready(self, client, user, password):
        self.addCleanup(client.sock.close)
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if user:
            client.login(user, password)
        return client

    def raw(self, port):
        connection = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.addCleanup(connection.close)
        return connection

    def wrapped(self, **more):
        connection = self.context().wrap_socket(
            self.raw(self.secure), server_hostname="127.0.0.1", **more)
        self.addCleanup(connection.close)
        return connection

    def left(self, server, number, words):
        """The server says so, and others are served on."""
        server.wait_for_line(rf"^# {number} left: .*{words}")
        self.check_served(self.others(server))

    def rest(self, connection):
        """To the end, which may be a reset."""
        heard = b""
        try:
            while some := connection.recv(4096):
                heard += some
        except ConnectionResetError:
            pass
        return heard


class Push(TlsTest):
    def test_a_message_is_pushed_while_a_read_is_pending(self):
        server = self.serve_tls("--messages", "2")
        for client in (self.over_tls(), self.by_starttls()):
            client.select()
            self.assertEqual(client.idle(), "+ idling")
            heard = []
            reader = threading.Thread(target=lambda: heard.append(
                client.line()))
            reader.start()
            number = self.connect(server).ask("post Hello")[len("ok "):]
            reader.join(PATIENCE)
            self.assertEqual(heard, [f"* {number} EXISTS"])
            self.assertEqual(client.done(), "tag OK IDLE terminated")

    def test_under_load_every_client_is_told_of_every_message(self):
        server = self.serve_users("--messages", "0", "--max-per-user",
                                  str(CLIENTS))
        users = list(USERS.items())
        clients = []
        for i in range(CLIENTS):
            connect = (self.over_tls, self.by_starttls)[i // 2 % 2]
            clients.append(connect(*users[i % 2]))
        for client in clients:
            client.select()
            client.idle()
        posters = [self.over_tls(*user) for user in users]
        failed = []

        def post(client):
            for _ in range(POSTS):
                client.append("INBOX", None, None, b"Subject: x\r\n\r\nx")

        def listen(client):
            try:
                last = 0
                while last < POSTS:
                    number = int(client.line().split()[1])
                    if number <= last:
                        failed.append(f"{number} after {last}")
                    last = number
                if client.done() != "tag OK IDLE terminated":
                    failed.append("DONE")
            except Exception as error:
                failed.append(repr(error))

        def log_in():  # the hashing thread has work meanwhile
            try:
                for _ in range(5):
                    self.over_tls(*users[0]).logout()
            except Exception as error:
                failed.append(repr(error))

        threads = [threading.Thread(target=post, args=[p]) for p in posters]
        threads += [threading.Thread(target=listen, args=[c]) for c in clients]
        threads += [threading.Thread(target=log_in) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        self.assertEqual(failed, [])
        self.assertFalse(any(thread.is_alive() for thread in threads))
        self.assertEqual(server.stop(), 0)

    def test_a_client_that_does_not_read_costs_a_bounded_amount(self):
        server = self.serve_tls("--messages", "0")
        client = self.over_tls()
        message = b"Subject: Flat\r\n\r\n" + b"x" * MESSAGE
        for _ in range(500):
            client.append("INBOX", None, None, message)
        client.select()
        before = server.memory()
        deaf = self.over_tls()
        deaf.select()
        deaf.send(b"f FETCH 1:* BODY.PEEK[]\r\n" * 3)
        self.check_served(self.others(server))
        self.check_memory(server, before, MEMORY)
        ended = 0
        while ended < 3:
            ended += deaf.line() == "f OK FETCH completed"

    def test_when_the_server_stops_it_says_bye_and_close_notify(self):
        server = self.serve_tls()
        client = self.over_tls()
        client.select()
        client.idle()
        self.assertEqual(server.stop(), 0)
        self.assertEqual(client.line(), "* BYE server is stopping")
        self.assertEqual(client.sock.recv(1), b"")  # else SSLEOFError


class Trouble(TlsTest):
    def test_plain_text_to_the_tls_port_is_explained(self):
        server = self.serve_tls()
        for number, text in enumerate((b"a1 CAPABILITY\r\n",
                                       b"GET / HTTP/1.1\r\n\r\n",
                                       bytes(range(256)) * 100), 1):
            connection = self.raw(self.secure)
            connection.sendall(text)
            self.assertNotIn(b"OK", self.rest(connection))
            server.wait_for_line(rf"^# {number} left: .*TLS")
        self.assertIn("the peer speaks no TLS here", server.output())
        self.check_served(self.others(server))

    def test_half_a_handshake_holds_up_nobody(self):
        server = self.serve_tls()
        there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
        try:
            self.context().wrap_bio(back, there,
                                    server_hostname="x").do_handshake()
        except ssl.SSLWantReadError:
            hello = there.read()
        half = self.raw(self.secure)
        half.sendall(hello[:len(hello) // 2])
        whole = self.raw(self.secure)
        whole.sendall(hello)
        self.assertNotEqual(whole.recv(1), b"")
        self.check_served(self.others(server))
        self.assertEqual(self.over_tls().noop()[0], "OK")
        half.close()
        server.wait_for_line("^# 1 left: .*during the TLS handshake")

    def test_an_end_without_close_notify_is_noted(self):
        server = self.serve_tls()
        connection = self.wrapped()
        connection.recv(1)
        socket.socket(fileno=connection.detach()).close()
        self.left(server, 1, "without TLS's close_notify")

    def test_close_notify_is_answered(self):
        server = self.serve_tls()
        connection = self.wrapped()
        connection.recv(1000)
        connection.unwrap().close()
        self.left(server, 1, "the peer closed")

    def test_tls_1_1_is_refused_and_1_2_is_not(self):
        server = self.serve_tls()
        old = self.context()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            old.minimum_version = ssl.TLSVersion.TLSv1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises(ssl.SSLError):
            old.wrap_socket(self.raw(self.secure), server_hostname="127.0.0.1")
        self.left(server, 1, "older than 1.2")
        old.maximum_version = old.minimum_version = ssl.TLSVersion.TLSv1_2
        old.wrap_socket(self.raw(self.secure),
                        server_hostname="127.0.0.1").close()

    def test_a_client_that_does_not_trust_us_is_explained(self):
        server = self.serve_tls()
        with self.assertRaises(ssl.SSLCertVerificationError):
            ssl.create_default_context().wrap_socket(
                self.raw(self.secure), server_hostname="127.0.0.1")
        self.left(server, 1, "does not accept our certificate")

    def test_too_many_clients_are_refused_before_they_cost_anything(self):
        server = self.serve_tls("--max-clients", "1")
        self.connect(server)
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            self.wrapped()
        server.wait_for_line("refused a client")


class StartTls(TlsTest):
    def injected(self, text):
        """What is said in plain text, and over TLS, when `text` stands behind
        STARTTLS in its segment."""
        connection = self.raw(self.plain)
        greeting = connection.recv(4096)
        self.assertIn(b"STARTTLS", greeting)
        connection.sendall(b"a STARTTLS\r\n" + text)
        plain = b""
        while not plain.endswith(b"\r\n"):
            plain += connection.recv(4096)
        secure = self.context().wrap_socket(connection,
                                            server_hostname="127.0.0.1")
        self.addCleanup(secure.close)
        secure.sendall(b"z NOOP\r\n")
        return plain, secure.recv(4096)

    def test_plain_text_behind_it_is_thrown_away(self):
        self.serve_users()
        for text in (b"", b"b CAPABILITY\r\n", b"b LOGIN anne sesame\r\n",
                     b"b NO", b"b APPEND INBOX {1000000}\r\n",
                     b"x" * 10_000 + b"\r\n"):
            with self.subTest(text=text[:20]):
                self.assertEqual(self.injected(text),
                                 (b"a OK begin TLS now\r\n",
                                  b"z OK NOOP completed\r\n"))

    def test_plain_text_that_comes_after_ok_ends_it(self):
        server = self.serve_users()
        connection = self.raw(self.plain)
        connection.recv(4096)
        connection.sendall(b"a STARTTLS\r\n")
        self.assertEqual(connection.recv(4096), b"a OK begin TLS now\r\n")
        connection.sendall(b"b LOGIN anne sesame\r\n")
        self.assertNotIn(b"b ", self.rest(connection))
        self.left(server, 1, "the peer speaks no TLS here")

    def test_a_password_is_taken_over_tls_only(self):
        self.serve_users()
        plain = Imap("127.0.0.1", self.plain, timeout=PATIENCE)
        self.addCleanup(plain.shutdown)
        self.assertIn("LOGINDISABLED", plain.capabilities)
        with self.assertRaisesRegex(imaplib.IMAP4.error, "PRIVACYREQUIRED"):
            plain.login("anne", "sesame")
        plain.starttls(self.context())
        self.assertNotIn("LOGINDISABLED", plain.capabilities)
        self.assertNotIn("STARTTLS", plain.capabilities)
        self.assertEqual(plain.login("anne", "sesame")[0], "OK")
        with self.assertRaisesRegex(imaplib.IMAP4.error, "AUTHENTICATIONFAIL"):
            self.over_tls("anne", "wrong")


class Options(TlsTest):
    def refuse(self, sentence, *options):
        result = subprocess.run(
            [os.environ["PROTO_SERVER"], "--listen", "127.0.0.1:0", *options],
            cwd=self.folder, text=True, capture_output=True, timeout=PATIENCE)
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn(sentence, result.stderr)

    def test_mistakes_are_explained(self):
        imap = ("--imap", "127.0.0.1:0", "--users", "users")
        self.refuse("proto_server certificate", *imap)
        self.refuse("--plain-login", *imap)
        self.refuse("others can connect to --imap 0.0.0.0:0", *imap,
                    "--plain-login", "--imap", "0.0.0.0:0")
        self.refuse("proto_server certificate", "--imaps", ":0",
                    "--certificate", "none.pem")
        self.refuse("users holds no certificate", "--imaps", ":0",
                    "--certificate", "users", "--key", "users")

    def test_plain_login_is_for_this_computer(self):
        server = self.serve("--imap", "127.0.0.1:0", "--imap", "localhost:0",
                            "--users", str(self.folder / "users"),
                            "--plain-login")
        port = int(server.wait_for_line("listening", 1).rsplit(":", 1)[1])
        client = Imap("127.0.0.1", port, timeout=PATIENCE)
        self.addCleanup(client.shutdown)
        self.assertNotIn("LOGINDISABLED", client.capabilities)
        self.assertNotIn("STARTTLS", client.capabilities)
        self.assertEqual(client.login("anne", "sesame")[0], "OK")


if __name__ == "__main__":
    main()
