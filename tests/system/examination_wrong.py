"""Programs of the examination that were made wrong, each by a mistake that a
student makes: the solution that is changed, the right text, the wrong one, the
part of the examination that sees it, and where its report says to read."""

SERVER, CLIENT = "server.py", "client.py"

WRONG = {
    "a server that tells EXPUNGE in the answer to FETCH": (
        SERVER, "self.tell_news(command not in WITH_NUMBERS)",
        "self.tell_news(True)",
        "server/held-back", "10-numbers/README.md#when-expunge-may-be-told"),
    "a server that takes a line while it idles for a command": (
        SERVER, 'done = line.upper() == "DONE"', "done = True",
        "server/idle-only-done", "11-idle/README.md#when-done-may-be-said"),
    "a server that tells news between commands": (
        SERVER, "        if self.idle_tag is not None:\n"
        "            self.tell_news(True)",
        "        self.tell_news(True)",
        "server/not-idling", "10-numbers/README.md#when-expunge-may-be-told"),
    "a server that forgets what came before the IDLE": (
        SERVER, '            self.say("+ idling")\n'
        "            return self.tell_news(True)",
        '            self.view = list(self.inbox.uids)\n'
        '            return self.say("+ idling")',
        "server/idle-arrived-before",
        "11-idle/README.md#the-example-of-rfc-2177"),
    "a server that takes DONE for the tag": (
        SERVER, 'self.say(f"{tag} OK IDLE ended" if done',
        'self.say(f"DONE OK IDLE ended" if done',
        "server/idle-go-ahead", "11-idle/README.md#the-servers-side"),
    "a server that says NO to what it does not understand": (
        SERVER, "BAD unknown command", "NO unknown command",
        "server/bad", "08-tags/README.md#a-completion-finds-its-command"),
    "a server that says BAD where a mailbox is not there": (
        SERVER, 'return "NO there is none"\n        self.state',
        'return "BAD there is none"\n        self.state',
        "server/no-mailbox",
        "08-tags/README.md#a-completion-finds-its-command"),
    "a server that wants a mailbox for IDLE": (
        SERVER, '"IDLE": LOGGED_IN', '"IDLE": SELECTED',
        "server/idle-where", "11-idle/README.md#the-servers-side"),
    "a server that asks for no literal": (
        SERVER, '        session.say("+ go ahead")\n', "",
        "server/literal", "09-literals/README.md#the-count-comes-first"),
    "a server that says the numbers as they were before": (
        SERVER, "        for number in range(len(self.view) if may_expunge "
        "else 0, 0, -1):\n"
        "            if self.view[number - 1] not in self.inbox.uids:\n"
        "                del self.view[number - 1]\n",
        "        for number, uid in enumerate(\n"
        "                list(self.view) if may_expunge else [], 1):\n"
        "            if uid not in self.inbox.uids:\n"
        "                self.view.remove(uid)\n",
        "server/idle-expunge",
        "10-numbers/README.md#when-expunge-may-be-told"),
    "a server that leaves without BYE": (
        SERVER, '            self.say("* BYE good bye")\n', "",
        "server/logout", "08-tags/README.md#three-states"),
    "a client that takes the line behind IDLE for the +": (
        CLIENT, 'elif words[:1] == ["+"]:',
        'elif words[:1] == ["+"] or self.state == "starting":',
        "client/exists-before-plus",
        "11-idle/README.md#when-done-may-be-said"),
    "a client that does not come back": (
        CLIENT, "    while True:\n        begin",
        "    for _ in range(1):\n        begin",
        "client/bye", "11-idle/README.md#when-the-server-ends-it"),
    "a client that wants a text behind the +": (
        CLIENT, 'elif words[:1] == ["+"]:',
        'elif words[:1] == ["+"] and words[1:]:',
        "client/bare-plus", "07-imap/README.md#point-1-four-kinds-of-line"),
    "a client that takes a portion for a line": (
        CLIENT, "            rest += octets\n", "            rest = octets\n",
        "client/exists-split", "01-line/README.md#one-read-is-not-one-line"),
    "a client that gives up where IDLE is refused": (
        CLIENT, "            self.may_idle = False",
        '            sys.exit("the server does not idle")',
        "client/idle-refused", "11-idle/README.md#when-the-server-ends-it"),
    "a client that begins anew on each connection": (
        CLIENT, ' and self.memory.last is None:', ":",
        "client/closed", "06-time/README.md#catching-up-exactly-once"),
    "a client that asks for news without DONE": (
        CLIENT, '            self.say("DONE")\n', "            pass\n",
        "client/exists", "11-idle/README.md#the-servers-side"),
}
