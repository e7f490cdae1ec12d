"""Exercise 10.1: this server tells nobody what others do, and all its clients
have the same numbers. See TASK.md."""

import argparse
import asyncio


class Mailbox:
    """The INBOX. All clients have the same."""

    def __init__(self, messages):
        self.uids = list(range(1, messages + 1))
        self.next = messages + 1  # the UID of the next message
        self.marked = set()  # the UIDs of those that are to be deleted

    def add(self):
        self.uids.append(self.next)
        self.next += 1

    def expunge(self):
        self.uids = [uid for uid in self.uids if uid not in self.marked]
        self.marked.clear()


class Session:
    def __init__(self, writer, mailbox):
        self.writer = writer
        self.mailbox = mailbox
        # TODO: what does this client know of the mailbox?
        self.selected = False
        self.finished = False
        self.say("* OK ready")

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def answer(self, line):
        tag, *words = line.split()
        if words[0].upper() == "UID":
            words[:2] = [" ".join(words[:2])]
        command = words[0].upper()
        end = self.do_command(command, words[1:])
        if self.selected and not self.finished:
            self.tell_news(may_expunge=True)  # TODO: when may it?
        self.say(f"{tag} {end}")

    def tell_news(self, may_expunge):
        # TODO: say `* n EXPUNGE` for each message that is gone, if that is
        # allowed, and then `* n EXISTS` if there are new ones.
        pass

    def do_command(self, command, arguments):
        """Does a command, says its data, and returns how it ended."""
        if command == "LOGOUT":
            self.say("* BYE good bye")
            self.finished = True
        if command == "SELECT":
            return self.select()
        if command == "SEARCH":
            return self.search()
        if command == "EXPUNGE":
            self.mailbox.expunge()
        if command == "UID FETCH":
            return self.uid_fetch(int(arguments[0]))
        if command in ("FETCH", "STORE", "COPY"):
            return self.about_one(command, int(arguments[0]))
        return f"OK {command} completed"

    def select(self):
        self.selected = True
        self.say(f"* {len(self.mailbox.uids)} EXISTS")
        return "OK [READ-WRITE] SELECT completed"

    def about_one(self, command, number):
        r"""FETCH n UID, STORE n +FLAGS.SILENT (\Deleted), or COPY n INBOX."""
        # TODO: the client's number, and not the mailbox's.
        if not 1 <= number <= len(self.mailbox.uids):
            return "BAD there is no such message"
        uid = self.mailbox.uids[number - 1]
        if command == "FETCH":
            self.say(f"* {number} FETCH (UID {uid})")
        if command == "STORE":
            self.mailbox.marked.add(uid)
        if command == "COPY":
            self.mailbox.add()
        return f"OK {command} completed"

    def uid_fetch(self, uid):
        """A UID that there is not is no mistake."""
        if uid in self.mailbox.uids:
            number = self.mailbox.uids.index(uid) + 1
            self.say(f"* {number} FETCH (UID {uid})")
        return "OK UID FETCH completed"

    def search(self):
        """SEARCH DELETED: the numbers of those that are marked."""
        found = [str(number) for number, uid in enumerate(self.mailbox.uids, 1)
                 if uid in self.mailbox.marked]
        self.say(" ".join(["* SEARCH"] + found))
        return "OK SEARCH completed"


async def converse(reader, writer, mailbox):
    session = Session(writer, mailbox)
    try:
        while not session.finished:
            line = await reader.readline()
            if not line.endswith(b"\n"):
                break
            line = line[:-1].removesuffix(b"\r")
            session.answer(line.decode(errors="replace"))
            await writer.drain()
    except OSError:
        pass  # the client hung up
    finally:
        writer.close()


async def serve():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--messages", type=int, default=3)
    options = parser.parse_args()
    mailbox = Mailbox(options.messages)
    server = await asyncio.start_server(
        lambda reader, writer: converse(reader, writer, mailbox),
        "127.0.0.1", options.port)
    await server.serve_forever()


asyncio.run(serve())
