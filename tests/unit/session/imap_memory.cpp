// How many octets a client costs that does nothing but idle.
#include "proto_server/login/class_login.hpp"
#include "tests/unit/session/imap_talk.hpp"

#include <list>
#include <malloc.h>

namespace {

/// Octets of a session that idles: of the object, and of the blocks that it and
/// its mailbox hold for it. Twenty-four of these are the list's in this test.
constexpr std::size_t most_in_session = 480, most_in_blocks = 256;

constexpr std::size_t count = 200;

/// A session that has logged in, selected INBOX, and idles.
struct Idler {
    explicit Idler(const imap_server::Service& service) : session(service) {
        session.start({});
        session.take_output();
        for (const auto* line :
             {"a LOGIN ann x\r\n", "b SELECT INBOX\r\n", "c IDLE\r\n"})
            talk(session, line);
    }
    imap_server::ImapSession session;
};

} // namespace

TEST_CASE("an idle client takes few octets") {
    CHECK(sizeof(imap_server::ImapSession) <= most_in_session);
    ImapTalk<login::ClassLogin> f({"one", "two", "three"});
    std::list<Idler> idlers;
    idlers.emplace_back(f.service);
    const auto before = mallinfo2().uordblks;
    for (std::size_t n = 0; n < count; ++n) idlers.emplace_back(f.service);
    const auto each = (mallinfo2().uordblks - before) / count;
    INFO(each << " octets for a client that idles");
    CHECK(each <= sizeof(Idler) + most_in_blocks);
    // Clients who were told news hold no more than before.
    post_advert(*f.inbox, "flat");
    static_cast<void>(f.inbox->set_flags(1, {mail::SystemFlag::flagged}));
    static_cast<void>(f.inbox->expunge(std::vector<mail::Uid>{2}));
    for (auto& idler : idlers) {
        idler.session.mailbox_changed();
        CHECK(has(idler.session.drive(), "* 2 EXPUNGE\r\n"));
    }
    const auto later = (mallinfo2().uordblks - before) / count;
    CHECK(later <= sizeof(Idler) + most_in_blocks);
}
