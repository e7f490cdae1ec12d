#include "proto_server/mailbox/mailbox.hpp"
#include "common/framing/advert.hpp"
#include "proto_server/mailbox/advert.hpp"
#include "proto_server/mailbox/line_ends.hpp"
#include "proto_server/mailbox/memory/memory_backing.hpp"
#include "tests/unit/catch.hpp"

#include <random>

using namespace std::chrono_literals;
using mail::Uid;
using Kind = mail::Failure::Kind;
using enum mail::SystemFlag;

namespace {

constexpr std::chrono::sys_seconds date{1'700'000'000s};

std::vector<Uid> uids_of(const mail::Mailbox& mailbox) {
    std::vector<Uid> uids;
    for (const auto& message : mailbox.messages()) uids.push_back(message.uid);
    return uids;
}

mail::Expected<void> expunge(mail::Mailbox& mailbox, std::vector<Uid> uids) {
    return mailbox.expunge(uids);
}

} // namespace

TEST_CASE("a message is kept with its flags, its date and its size") {
    mail::Mailbox mailbox;
    CHECK(mailbox.append("a: b\n\nc\r\n", {seen, flagged}, date) == Uid{1});
    const auto* message = mailbox.find(1);
    REQUIRE(message);
    CHECK(*message == mail::Message{1, date, {flagged, seen}});
    CHECK(**mailbox.octets(1) == "a: b\r\n\r\nc\r\n");
    CHECK(mailbox.size(1) == 11u);
    CHECK(mailbox.find(2) == nullptr);
    CHECK(mailbox.size(2).error().kind == Kind::missing);
    CHECK(mailbox.octets(2).error().kind == Kind::missing);
    CHECK(mailbox.set_flags(2, {}).error().kind == Kind::missing);
}

TEST_CASE("no UID comes twice, whatever is expunged") {
    mail::Mailbox mailbox;
    for (int i = 0; i < 3; ++i) mailbox.append("x", {}, date);
    REQUIRE(expunge(mailbox, {3, 1, 3, 77}));
    CHECK(uids_of(mailbox) == std::vector<Uid>{2});
    CHECK(mailbox.append("x", {}, date) == Uid{4});
    CHECK(mailbox.uid_next() == 5);
    CHECK(mailbox.octets(3).error().kind == Kind::missing);
}

TEST_CASE("the toy counts what ever arrived, and reads what is left") {
    mail::Mailbox mailbox;
    post_advert(mailbox, "one");
    post_advert(mailbox, "two");
    REQUIRE(expunge(mailbox, {1}));
    CHECK(count_adverts(mailbox) == 2);
    CHECK_FALSE(read_advert(mailbox, 0));
    CHECK_FALSE(read_advert(mailbox, 1));
    CHECK(read_advert(mailbox, 2) == "two");
    CHECK_FALSE(read_advert(mailbox, 3));
}

TEST_CASE("changes are each UID once, and what came and went is none") {
    mail::Mailbox mailbox;
    for (int i = 0; i < 4; ++i) mailbox.append("x", {}, date);
    const auto before = mailbox.add_reader();
    mailbox.set_flags(4, {seen});
    mailbox.set_flags(1, {seen});
    mailbox.set_flags(1, {});
    mailbox.set_flags(2, {seen});
    mailbox.append("x", {}, date); // 5
    mailbox.append("x", {}, date); // 6
    mailbox.set_flags(5, {seen});
    expunge(mailbox, {2, 3, 6});
    CHECK(mailbox.changes_since(*before) ==
          mail::Changes{.arrived = {5}, .flagged = {1, 4}, .expunged = {2, 3}});
    CHECK(mailbox.changes_since(mailbox.position()) == mail::Changes{});
}

TEST_CASE("flags that stay the same are no change") {
    mail::Mailbox mailbox;
    mailbox.append("x", mail::Flags{seen}.add("Nice"), date);
    int nudges = 0;
    mailbox.watch([&] { ++nudges; });
    const auto before = mailbox.position();
    CHECK(mailbox.set_flags(1, mail::Flags{seen}.add("NICE")));
    CHECK(expunge(mailbox, {9}));
    CHECK(mailbox.position() == before);
    CHECK(nudges == 0);
}

TEST_CASE("every change nudges once, until the watcher is forgotten") {
    mail::Mailbox mailbox;
    int nudges = 0;
    const auto watcher = mailbox.watch([&] { ++nudges; });
    mailbox.append("x", {}, date);
    mailbox.append("x", {}, date);
    mailbox.set_flags(1, {seen});
    CHECK(nudges == 3);
    expunge(mailbox, {1, 2});
    CHECK(nudges == 4);
    mailbox.set_gone();
    CHECK(nudges == 5);
    mailbox.forget(watcher);
    mailbox.set_gone();
    CHECK(nudges == 5);
}

TEST_CASE("a mailbox is full at its limit of messages, and of octets") {
    mail::Mailbox two(2);
    CHECK(two.append("x", {}, date));
    CHECK(two.append("x", {}, date));
    CHECK(two.append("x", {}, date).error().kind == Kind::full);
    expunge(two, {1});
    CHECK(two.append("x", {}, date) == Uid{3});

    mail::Mailbox ten(std::make_unique<mail::MemoryBacking>(
        1, mail::MemoryBacking::room(10)));
    CHECK(ten.append("123456789", {}, date));
    CHECK(ten.append("12", {}, date).error().kind == Kind::full);
    CHECK(ten.append("1", {}, date) == Uid{2});
    expunge(ten, {1});
    CHECK(ten.append("123456789", {}, date) == Uid{3});
}

TEST_CASE("the mailboxes of an account in memory share its octets") {
    const auto room = mail::MemoryBacking::room(10);
    const auto mailbox = [&] {
        return std::make_unique<mail::Mailbox>(
            std::make_unique<mail::MemoryBacking>(1, room));
    };
    auto one = mailbox(), other = mailbox();
    CHECK(one->append("123456789", {}, date));
    CHECK(other->append("12", {}, date).error().kind == Kind::full);
    CHECK(other->append("1", {}, date));
    one.reset(); // its folder is removed
    CHECK(*room == 9);
    CHECK(other->append("123456789", {}, date));
}

TEST_CASE("a message is too big above its limit") {
    mail::Mailbox mailbox;
    std::string octets(mail::limits::message_octets, 'x');
    CHECK(mailbox.append(octets, {}, date));
    octets += 'x';
    CHECK(mailbox.append(octets, {}, date).error().kind == Kind::too_big);
    octets.resize(mail::limits::message_octets - 1);
    CHECK(mailbox.append(octets, {}, date));
}

TEST_CASE("what is no keyword, or one too many, is left out") {
    mail::Mailbox mailbox;
    mailbox.append("x", {}, date);
    mail::Flags flags;
    for (std::size_t i = 0; i < mail::limits::keywords; ++i)
        flags.add("k" + std::to_string(i));
    CHECK(mailbox.set_flags(1, flags));
    CHECK(mailbox.keywords().size() == mail::limits::keywords);
    CHECK(mailbox.set_flags(1, mail::Flags{}.add("K1")));
    CHECK(mailbox.set_flags(
        1, mail::Flags{mail::SystemFlag::seen}.add("more").add("k2")));
    CHECK(mailbox.find(1)->flags.keywords() == std::vector<std::string>{"k2"});
    CHECK(mailbox.find(1)->flags.has(mail::SystemFlag::seen));

    mail::Mailbox other;
    other.append("x", mail::Flags{}.add("more").add("k3"), date);
    CHECK(mailbox.copy(other, std::vector<mail::Uid>{1}));
    CHECK(mailbox.find(2)->flags.keywords() == std::vector<std::string>{"k3"});
    CHECK(mailbox.keywords().size() == mail::limits::keywords);

    for (const auto* bad : {"", "a b", "\\Seen", "a\n", "(", "\xc3\xa9"}) {
        const auto uid = other.append("x", mail::Flags{}.add(bad), date);
        REQUIRE(uid);
        CHECK(other.find(*uid)->flags.empty());
    }
    const std::string longest(mail::limits::keyword_octets, 'k');
    CHECK(mail::is_keyword(longest.substr(1)));
    CHECK(mail::is_keyword(longest));
    CHECK_FALSE(mail::is_keyword(longest + 'k'));
}

TEST_CASE("flags are added and removed as STORE does") {
    auto flags = mail::Flags{seen}.add("b").add("A").add("B");
    CHECK(flags.keywords() == std::vector<std::string>{"A", "b"});
    CHECK(flags.has("a"));
    flags.add(mail::Flags{deleted}.add("c"));
    flags.remove(mail::Flags{seen}.add("a").add("zz"));
    CHECK(flags == mail::Flags{deleted}.add("C").add("B"));
    CHECK_FALSE(flags.has(seen));
    CHECK_FALSE(flags == mail::Flags{deleted});
    CHECK(mail::Flags{}.empty());
}

TEST_CASE("a folder that is gone takes nothing more") {
    mail::Mailbox mailbox;
    mailbox.append("x", {}, date);
    mailbox.set_gone();
    CHECK(mailbox.gone());
    CHECK(mailbox.append("x", {}, date).error().kind == Kind::missing);
    CHECK(mailbox.set_flags(1, {seen}).error().kind == Kind::missing);
    CHECK(mailbox.octets(1).error().kind == Kind::missing);
}

TEST_CASE("an advert is a message with its text as the Subject") {
    const auto message = framing::make_advert("Flat in the 11e", date);
    CHECK(message.find("\r\nSubject: Flat in the 11e\r\n") != message.npos);
    CHECK(message.find("\r\nDate: Tue, 14 Nov 2023 22:13:20 +0000\r\n") !=
          message.npos);
}

TEST_CASE("whatever the text of an advert, its Subject is that text again") {
    std::mt19937 dice(1);
    const char* pieces[] = {"a",
                            " ",
                            "=?",
                            "?=",
                            "\xc3\xa9",
                            "\xe2\x82\xac",
                            "=?UTF-8?Q?x?=",
                            "_",
                            "\xf0\x9f\x8f\xa0"};
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (auto n = dice() % 400; n > 0 && text.size() < 990; --n)
            text += pieces[dice() % std::size(pieces)];
        const auto message = framing::make_advert(text, date);
        CHECK(mail::advert_text(message) == text);
        for (std::size_t at = 0, end; at < message.size(); at = end + 2) {
            end = message.find("\r\n", at);
            REQUIRE(end - at <= 998); // RFC 5322 §2.1.1
        }
    }
}

TEST_CASE("a Subject of others is shown on one line without controls") {
    using mail::advert_text;
    CHECK(advert_text("A: b\nSUBJECT:  two\n\tlines \nSubject: no\n\nSubject: "
                      "no") == "two lines");
    CHECK(advert_text("") == "");
    CHECK(advert_text("\r\nSubject: in the body\r\n") == "");
    CHECK(advert_text("Subject: a\033[2Jb") == "a [2Jb");
    CHECK(advert_text("Subject: =?utf-8?q?caf=C3=A9_noir?=  =?US-ASCII?B?IQ==?="
                      " x") == "caf\xc3\xa9 noir! x");
    CHECK(advert_text("Subject: =?KOI8-R?B?8A==?= =?UTF-8?B?") ==
          "=?KOI8-R?B?8A==?= =?UTF-8?B?");
    CHECK(advert_text("Subject: " + std::string(5000, 'x')).size() <
          mail::limits::subject_octets);
}

TEST_CASE("lines on disk end as the system's, and come back with CRLF") {
    CHECK(mail::for_disk("a\r\nb\nc\rd") == "a\nb\nc\rd");
    CHECK(mail::for_disk("a\r\r\nb\n") == "a\r\r\nb\r\n");
    std::mt19937 dice(1);
    for (int i = 0; i < 20'000; ++i) {
        std::string octets;
        for (auto n = dice() % 9; n > 0; --n) octets += "\r\nx"[dice() % 3];
        const auto whole = mail::with_crlf(octets);
        CHECK(mail::with_crlf(mail::for_disk(octets)) == whole);
        CHECK(octets.size() + mail::missing_crs(octets) == whole.size());
        const auto cut = std::min<std::size_t>(dice() % 9, octets.size());
        const auto head = octets.substr(0, cut);
        CHECK(mail::missing_crs(octets) ==
              mail::missing_crs(head) +
                  mail::missing_crs(octets.substr(cut),
                                    head.empty() ? '\0' : head.back()));
    }
}
