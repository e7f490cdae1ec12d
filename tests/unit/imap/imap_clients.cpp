// Commands that real clients send: curl, imaplib, mutt, mbsync, fetchmail,
// getmail, offlineimap, imapfilter, aerc, Thunderbird.
#include "common/imap/requests/request.hpp"
#include "tests/unit/catch.hpp"

using namespace imap;

TEST_CASE("what real clients send is read, and can be said again") {
    for (const std::string command : {
             "CAPABILITY",
             "LOGOUT",
             "IDLE",
             "CLOSE",
             "NOOP",
             "NAMESPACE",
             "SELECT \"INBOX\"",
             "SELECT INBOX",
             "EXAMINE INBOX",
             "SELECT \"Sent\"",
             "UID FETCH 3 (BODY.PEEK[])",
             "LIST \"\" \"*\"",
             "LIST \"\" \"\"",
             "UID SEARCH CHARSET UTF-8 ALL",
             "UID FETCH 1:3 (UID FLAGS)",
             "STORE 3 +FLAGS (\\Seen)",
             "SEARCH ALL",
             "SEARCH UNSEEN UNDELETED",
             "LOGIN getmail \"pw\"",
             "LOGIN \"mbsync\" \"pw\"",
             "FETCH 3 RFC822.HEADER",
             "FETCH 3 BODY.PEEK[TEXT]",
             "FETCH 1:3 RFC822.SIZE",
             "FETCH 1:3 (UID RFC822.SIZE)",
             "FETCH 1:3 (UID FLAGS INTERNALDATE RFC822.SIZE "
             "BODY.PEEK[HEADER.FIELDS (DATE FROM SENDER SUBJECT TO CC "
             "MESSAGE-ID REFERENCES CONTENT-TYPE CONTENT-DESCRIPTION "
             "IN-REPLY-TO REPLY-TO LINES LIST-POST X-LABEL)])",
             "AUTHENTICATE PLAIN AGN1cmwAcHc=",
             "AUTHENTICATE PLAIN",
             "UID SEARCH ALL UNSEEN",
             "UID FETCH 1:3 (BODYSTRUCTURE ENVELOPE INTERNALDATE FLAGS UID "
             "BODY.PEEK[HEADER])",
             "LIST \"\" \"*\" RETURN (STATUS (MESSAGES RECENT UNSEEN))",
             "ID (\"name\" \"OfflineIMAP\" \"version\" \"8.0.0\")",
             "ID NIL",
             "FETCH 1:* (FLAGS UID INTERNALDATE)",
             "FETCH 1 BODY[]",
             "FETCH 1 (RFC822)",
             "ENABLE UTF8=ACCEPT",
             "list (subscribed) \"\" \"*\" return (special-use)",
             "lsub \"\" \"*\"",
             "create \"Trash\"",
             "UID fetch 1:* (FLAGS)",
             "UID FETCH 7 (BODY.PEEK[]<0.65536>)",
             "APPEND \"Sent\" (\\Seen) {3}\r\nabc",
             "UID SEARCH RETURN (ALL) UNSEEN",
         }) {
        INFO(command);
        const auto request = parse_request("a1 " + command);
        if (!request) FAIL(request.error().what);
        auto again = print(*request).octets;
        again.resize(again.size() - 2);
        CHECK(parse_request(again) == *request);
    }
}
