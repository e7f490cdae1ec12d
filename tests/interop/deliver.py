"""Programs that deliver mail on real machines, Dovecot's delivery agent and
Postfix, deliver into our Maildir. An idling client is told at once."""

import unittest
from pathlib import Path

import private_dovecot
import private_postfix
from mail_server import USER, ClientTest, mail, main
from private_postfix import PrivatePostfix
from server_config import delivery_configuration

LDA = Path("/usr/lib/dovecot/dovecot-lda")


class Deliver(ClientTest):
    def check_told(self, deliver):
        client = self.log_in()
        client.select()
        for count in (1, 2):
            self.assertEqual(client.idle(), "+ idling")
            deliver(f"Flat {count}")
            self.assertEqual(client.line(), f"* {count} EXISTS")
            self.assertEqual(client.done(), "tag OK IDLE terminated")
            _, answer = client.fetch(str(count), "(RFC822)")
            self.assertIn(f"Subject: Flat {count}\r\n".encode(), answer[0][1])

    @unittest.skipIf(private_dovecot.why_not(), private_dovecot.why_not())
    def test_dovecots_delivery_agent(self):
        config = self.write("lda.conf", delivery_configuration(
            private_dovecot.version(), self.inbox.folder, self.home))

        def deliver(subject):
            self.program = str(LDA)
            self.run_client("-c", config, text=mail(subject))

        self.check_told(deliver)

    @unittest.skipIf(private_postfix.why_not(), private_postfix.why_not())
    def test_postfix(self):
        postfix = self.enterContext(PrivatePostfix({USER: self.inbox.folder}))
        self.check_told(lambda subject: postfix.send(USER, mail(subject)))


if __name__ == "__main__":
    main()
