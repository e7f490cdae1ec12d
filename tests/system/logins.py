"""Who gets in: beside guessers, in a crowd, and when places are scarce. And what
the operator is told."""

import imaplib
import signal

from client import PATIENCE
from imap_users import PASSWORD, Imap, UsersTest
from server import main

GUESSERS = 20


class Logins(UsersTest):
    def test_a_failed_login_does_not_keep_others_waiting(self):
        self.serve_users()
        guesser = self.open()
        guesser.send(b"a LOGIN anne x\r\n" * 5)  # for half a minute
        self.log_in()
        guesser.sock.setblocking(False)
        try:
            said = guesser.sock.recv(1000)
        except BlockingIOError:
            said = b""
        self.assertNotIn(b"BYE", said)

    def test_who_has_the_right_password_gets_in_beside_guessers(self):
        server = self.serve_users()
        guessers = [self.open() for _ in range(GUESSERS)]
        for guesser in guessers:
            guesser.send(b"a LOGIN anne open-sesame\r\n")
        for user in ("anne", "bob"):
            self.log_in(user)
        self.assertTrue(
            guessers[0].readline().startswith(b"a NO [AUTHENTICATIONFAILED]"))
        server.wait_for_line('^proto_server: failed login of "anne" from '
                             "127.0.0.1: wrong password$", 1)
        self.assertNotIn("sesame", server.output())

    def test_many_clients_of_a_few_users_come_back_at_once(self):
        self.serve_users()
        clients = [(self.open(), user)
                   for _ in range(14) for user in ("anne", "bob")]
        for client, user in clients:
            client.send(f"a LOGIN {user} {PASSWORD}\r\n".encode())
        for client, _ in clients:
            self.assertTrue(client.readline().startswith(b"a OK"))

    def test_a_client_without_a_login_gives_its_place_to_the_next(self):
        server = self.serve_users("--max-clients", "3", "--login-time", "1")
        member = self.log_in()
        silent = [self.open() for _ in range(2)]

        def take_a_place():
            try:
                client = Imap("127.0.0.1", self.port, timeout=PATIENCE)
            except (imaplib.IMAP4.abort, imaplib.IMAP4.error):
                return False  # refused: the others have not been here for long
            self.addCleanup(client.close_socket)
            return client.ask_in("bob")[0] == "OK"

        self.eventually(take_a_place, "a place is free")
        self.assertIn(b"* BYE others wait for this place",
                      silent[0].readline())
        self.assertEqual(member.noop()[0], "OK")
        server.wait_for_line("it did not log in")

    def test_in_a_room_with_places_nobody_has_to_log_in(self):
        self.serve_users("--max-clients", "3", "--login-time", "1")
        silent = self.open()
        self.log_in().logout()
        self.log_in()
        self.assertEqual(silent.noop()[0], "OK")

    def test_a_wrong_line_of_the_users_lets_the_others_in(self):
        file = self.folder / "users"
        good = file.read_text()
        self.addCleanup(file.write_text, good)
        file.write_text("carol:open\n" + good)
        server = self.serve_users()
        server.wait_for_line("users, line 1: carol has no hash")
        self.log_in()
        self.assertEqual(self.open().ask_in("carol", "open")[0], "NO")
        self.assertNotIn("open", server.output().replace("open files", ""))

    def test_a_hangup_reads_the_users_again(self):
        server = self.serve_users()
        server.process.send_signal(signal.SIGHUP)
        server.wait_for_line(
            "^proto_server: read .*/users again: 2 users$")
        self.log_in()

    def test_the_wire_shows_no_password(self):
        server = self.serve_users("--wire")
        client = self.log_in()
        client.noop()
        server.wait_for_line(r"^C1: \w+ LOGIN \(hidden\)$")
        server.wait_for_line(r"^C1: \w+ NOOP$")
        self.assertNotIn(PASSWORD, server.output())


if __name__ == "__main__":
    main()
