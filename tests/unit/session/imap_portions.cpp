#include "proto_server/imap/home/list_pattern.hpp"
#include "proto_server/imap/imap_session.hpp"
#include "proto_server/imap/selected/uid_list.hpp"
#include "proto_server/login/class_login.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/limits.hpp"
#include "proto_server/mailbox/memory/memory_store.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/talk.hpp"

#include <algorithm>
#include <random>

using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t many = 1000;

/// Counts how often its session wanted to be woken.
struct Counter : Session::Waker {
    void wake() override { ++wakes; }
    int wakes = 0;
};

struct Account {
    mail::MemoryStore store{[](mail::Mailbox& mailbox) {
        for (std::uint32_t n = 0; n < many; ++n) post_advert(mailbox, "flat");
    }};
    std::shared_ptr<mail::Account> account = *store.account("ann");
    std::shared_ptr<mail::Mailbox> inbox = *account->open("INBOX");
    std::shared_ptr<mail::Mailbox> sent = *account->open("Sent");
    login::ClassLogin login{account};
};

/// A client that has logged in and selected INBOX.
struct Client {
    std::shared_ptr<Counter> counter = std::make_shared<Counter>();
    Clock::time_point now{};
    imap_server::Service service;
    imap_server::ImapSession session;
    explicit Client(Account& account, imap_server::ImapOptions options = {})
        : service{account.login, options}, session(service) {
        session.set_waker(counter);
        session.start(now);
        ask("a LOGIN ann x");
        ask("b SELECT INBOX");
    }
    std::string ask(const std::string& line) {
        return talk(session, line + "\r\n", now);
    }
    void begin(const std::string& line) {
        CHECK(session.receive(line + "\r\n", now) == line.size() + 2);
    }
    /// Returns how many portions it takes to answer.
    int portions(const std::string& line) {
        begin(line);
        int count = 0;
        for (bool more = true; more; ++count) {
            more = session.go_on(now);
            session.take_output();
        }
        return count;
    }
};

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

} // namespace

TEST_CASE("a session takes one request, and no other before its end") {
    Account account;
    Client client(account);
    const std::string_view two = "c CHECK\r\nn NOOP\r\n";
    CHECK(client.session.receive(two, {}) == two.find('n'));
    CHECK(client.session.receive("n NOOP\r\n", {}) == 0);
    CHECK_FALSE(client.session.go_on({}));
    CHECK(client.session.receive("n NOOP\r\n", {}) == 8);
    CHECK(client.session.drive() ==
          "c OK CHECK completed\r\nn OK NOOP completed\r\n");
}

TEST_CASE("a command with many messages is answered in many portions") {
    Account account;
    Client client(account);
    CHECK(client.portions("f FETCH 1:* FLAGS") >= int{many});
    CHECK(client.portions("f SEARCH TEXT flat") >= int{many});
    CHECK(client.portions("f SEARCH UNSEEN") >= int{many / 128});
    CHECK(client.portions("f COPY 1:* Sent") >= int{many / 64});
    CHECK(client.portions("f STATUS Sent (SIZE)") >= int{many / 64});
    CHECK(client.portions("f STORE 1:* FLAGS.SILENT (\\Deleted)") >= int{many});
    CHECK(client.portions("f EXPUNGE") >= int{many / 64});
    std::string keys;
    for (int n = 0; n < 400; ++n) keys += " UNSEEN";
    Account fresh;
    Client other(fresh);
    CHECK(other.portions("f SEARCH" + keys) >= int{many} / 3);
}

TEST_CASE("a COPY is seen when all of it is there, or never") {
    Account account;
    Client client(account);
    client.begin("c COPY 1:* Sent");
    for (int n = 0; n < 5; ++n) CHECK(client.session.go_on({}));
    CHECK(account.sent->messages().empty());
    REQUIRE(account.sent->append("between", {}, {}) == mail::Uid{1});
    CHECK(has(client.session.drive(), " 1:1000 2:1001] COPY completed\r\n"));
    CHECK(account.sent->messages().size() == many + 1);

    client.begin("d COPY 1:* Sent");
    for (int n = 0; n < 5; ++n) CHECK(client.session.go_on({}));
    REQUIRE(account.inbox->expunge(std::vector<mail::Uid>{many}));
    CHECK(has(client.session.drive(), "d NO [EXPUNGEISSUED] "));
    CHECK(account.sent->messages().size() == many + 1);

    client.begin("e UID COPY 1:* Sent"); // a removed message is skipped
    CHECK(client.session.go_on({}));
    REQUIRE(account.inbox->expunge(std::vector<mail::Uid>{many - 1}));
    CHECK(has(client.session.drive(), "] COPY completed\r\n"));
    CHECK(account.sent->messages().size() == 2 * many - 1);

    client.begin("f COPY 1:* Sent");
    CHECK(client.session.go_on({}));
    client.session.say_bye("enough"); // the COPY ends there
    CHECK(account.sent->messages().size() == 2 * many - 1);
    REQUIRE(account.sent->append("later", {}, {}) == mail::Uid{2 * many});
}

TEST_CASE("a mailbox may be deleted in the midst of a command") {
    for (const auto* command :
         {"FETCH 1:* FLAGS", "STORE 1:* +FLAGS (\\Deleted)", "SEARCH ALL",
          "MOVE 1:* Sent", "EXPUNGE"}) {
        INFO(command);
        Account account;
        REQUIRE(account.account->create("Paris"));
        const auto paris = *account.account->open("Paris");
        for (int n = 0; n < 200; ++n)
            static_cast<void>(
                paris->append("x", {mail::SystemFlag::deleted}, {}));
        Client client(account);
        client.ask("s SELECT Paris");
        client.begin(std::string("x ") + command);
        client.session.go_on({});
        REQUIRE(account.account->remove("Paris"));
        CHECK(client.session.drive().ends_with(
            "* BYE the mailbox was deleted\r\n"));
        CHECK(client.session.finished());
    }
}

TEST_CASE("a client that deletes its mailbox hears OK and then BYE") {
    Account account;
    Client client(account);
    client.ask("c CREATE Paris");
    client.ask("s SELECT Paris");
    CHECK(client.ask("d DELETE Paris") ==
          "d OK done\r\n* BYE the selected mailbox was deleted\r\n");
}

TEST_CASE("a client that takes a long answer is not silent") {
    Account account;
    Client client(account, {.autologout = 10s});
    client.begin("f FETCH 1:* FLAGS");
    for (int second = 0; second < 100; ++second) {
        client.now += 1s;
        CHECK(client.session.go_on(client.now));
        client.session.tick(client.now);
        client.session.take_output();
        REQUIRE_FALSE(client.session.finished());
    }
    client.session.tick(client.now + 9s); // it does not take it any more
    CHECK_FALSE(client.session.finished());
    client.session.tick(client.now + 10s);
    CHECK(client.session.finished());
    CHECK_FALSE(client.session.go_on(client.now));
}

TEST_CASE("a change wakes those who have that mailbox selected, and no other") {
    Account account;
    Client one(account), two(account), elsewhere(account);
    elsewhere.ask("s SELECT Sent");
    one.counter->wakes = two.counter->wakes = elsewhere.counter->wakes = 0;
    post_advert(*account.inbox, "flat");
    CHECK(one.counter->wakes == 1);
    CHECK(two.counter->wakes == 1);
    CHECK(elsewhere.counter->wakes == 0);
    two.ask("c CLOSE");
    post_advert(*account.inbox, "flat");
    CHECK(one.counter->wakes == 2);
    CHECK(two.counter->wakes == 1);
}

TEST_CASE("many changes of flags are told as the messages that have changed") {
    Account account;
    Client client(account);
    client.ask("i IDLE");
    for (mail::Uid n = 0; n < 10'000; ++n)
        account.inbox->set_flags(
            1 + n % 7, mail::Flags{}.add(n % 2 ? mail::SystemFlag::seen
                                               : mail::SystemFlag::flagged));
    client.session.mailbox_changed();
    const auto told = client.session.drive();
    CHECK(std::ranges::count(told, '\n') == 7);
}

TEST_CASE("when very many messages are removed, no flags are told") {
    Account account;
    Client client(account);
    std::vector<mail::Uid> uids;
    for (auto n = 2 * mail::limits::removed_uids; n > 0; --n)
        uids.push_back(*post_advert(*account.inbox, "flat"));
    client.ask("n NOOP");
    client.ask("i IDLE");
    REQUIRE(account.inbox->expunge(uids));
    REQUIRE(account.inbox->set_flags(5, {mail::SystemFlag::seen}));
    client.session.mailbox_changed();
    const auto told = client.session.drive();
    CHECK(std::ranges::count(told, '\n') ==
          static_cast<std::ptrdiff_t>(uids.size() + 2));
    CHECK(told.starts_with("* 21000 EXPUNGE\r\n"));
    CHECK(told.ends_with("* 1001 EXPUNGE\r\n* 1000 RECENT\r\n"
                         "* 5 FETCH (UID 5 FLAGS (\\Seen \\Recent))\r\n"));
}

TEST_CASE("UIDs that are erased in any order leave the others as they were") {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        std::mt19937 dice(seed);
        std::vector<mail::Uid> plain;
        imap_server::UidList list;
        for (mail::Uid uid = 1; uid < 300; ++uid) {
            if (dice() % 3 == 0) {
                plain.push_back(uid);
                list.push_back(uid);
            }
            if (!plain.empty() && dice() % 4 == 0) {
                const auto index = dice() % plain.size();
                plain.erase(plain.begin() + static_cast<std::ptrdiff_t>(index));
                list.erase(index);
            }
            REQUIRE(list.size() == plain.size());
            for (std::size_t i = 0; i < plain.size(); ++i)
                REQUIRE(list[i] == plain[i]);
            const auto found = std::ranges::lower_bound(plain, uid / 2);
            REQUIRE(list.lower_bound(uid / 2, plain.size()) ==
                    static_cast<std::size_t>(found - plain.begin()));
        }
    }
}

namespace {

/// True if the pattern matches by RFC 3501 §6.3.8; tries all possibilities.
bool plainly_fits(std::string_view name, std::string_view pattern) {
    if (pattern.empty()) return name.empty();
    const char sign = pattern.front();
    const auto rest = pattern.substr(1);
    if (sign != '*' && sign != '%')
        return !name.empty() && name.front() == sign &&
               plainly_fits(name.substr(1), rest);
    if (plainly_fits(name, rest)) return true;
    return !name.empty() && (sign == '*' || name.front() != '/') &&
           plainly_fits(name.substr(1), pattern);
}

} // namespace

TEST_CASE("a pattern fits what it fitted before it was simplified") {
    std::mt19937 dice(1);
    const auto some = [&](std::string_view signs) {
        std::string text;
        for (auto n = dice() % 8; n > 0; --n)
            text += signs[dice() % signs.size()];
        return text;
    };
    for (int n = 0; n < 50'000; ++n) {
        const auto name = some("ab/"), pattern = some("ab/*%");
        INFO(name << " " << pattern);
        const bool right = plainly_fits(name, pattern);
        const auto simple = imap_server::simplified(pattern);
        REQUIRE(simple);
        REQUIRE(imap_server::fits(name, pattern) == right);
        REQUIRE(imap_server::fits(name, *simple) == right);
    }
}

TEST_CASE("a pattern is never much longer than a name") {
    using imap_server::simplified;
    CHECK(simplified(std::string(60'000, '*')) == "*");
    CHECK(simplified(std::string(60'000, '%')) == "%");
    CHECK(simplified("a%%*%b") == "a*b");
    CHECK_FALSE(simplified(std::string(60'000, 'a')));
    std::string stars;
    for (int n = 0; n < 30'000; ++n) stars += "*a";
    CHECK_FALSE(simplified(stars));
    stars.resize(300);
    CHECK(simplified(stars) == stars);
}
