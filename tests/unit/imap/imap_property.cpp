// Whatever is printed can be read: parse(print(x)) is x, for any x.
#include "common/framing/text.hpp"
#include "common/framing/utf7.hpp"
#include "common/imap/requests/request.hpp"
#include "common/imap/requests/request_reader.hpp"
#include "common/imap/responses/response_reader.hpp"
#include "tests/unit/catch.hpp"
#include "tests/unit/imap/imap_random.hpp"

using namespace imap;

namespace {

constexpr int rounds = 20'000;

Command bare_command(Random& random) {
    const Command bare[] = {Capability{}, Noop{},   Logout{}, StartTls{},
                            Namespace{},  Idle{},   Check{},  Close{},
                            Unselect{},   Expunge{}};
    return bare[random.below(10)];
}

Command mailbox_command(Random& random) {
    switch (random.below(9)) {
    case 0:
        return Select{random.mailbox(), random.coin()};
    case 1:
        return Create{random.mailbox(),
                      random.some(0, [&] { return "\\" + random.word(); })};
    case 2:
        return Delete{random.mailbox()};
    case 3:
        return Rename{random.mailbox(), random.mailbox()};
    case 4:
        return Subscribe{random.mailbox()};
    case 5:
        return Unsubscribe{random.mailbox()};
    case 6:
        return Lsub{random.text(), random.text()};
    case 7:
        return Status{random.mailbox(),
                      random.some(1, [&] { return random.status_item(); })};
    default:
        return Append{random.mailbox(), random.flags(false),
                      random.perhaps([&] { return random.moment(); }),
                      random.bytes(), random.coin()};
    }
}

Command list_command(Random& random) {
    List list{random.text(), random.some(1, [&] { return random.text(); })};
    list.select = {random.coin(), random.coin(), false, random.coin()};
    if (list.select.subscribed || list.select.special_use)
        list.select.recursive_match = random.coin();
    list.returns = {random.coin(), random.coin(), random.coin()};
    if (random.coin())
        list.returns.status =
            random.some(1, [&] { return random.status_item(); });
    return list;
}

Command session_command(Random& random) {
    switch (random.below(4)) {
    case 0:
        return Id{random.id_fields()};
    case 1:
        return Login{random.text(), random.text()};
    case 2:
        return Authenticate{
            random.word(), random.perhaps([&] { return std::string("AGE="); })};
    default:
        return Enable{random.some(1, [&] { return random.word(); })};
    }
}

Command search_command(Random& random) {
    Search search{random.coin()};
    if (random.coin())
        search.returns = Search::Return{true, random.coin(), random.coin(),
                                        random.coin(), random.coin()};
    if (random.coin()) search.charset = random.word();
    search.keys = random.some(1, [&] { return random.search_key(); });
    return search;
}

Command message_command(Random& random) {
    switch (random.below(6)) {
    case 0:
        return Expunge{random.set()};
    case 1:
        return Fetch{random.coin(), random.set(),
                     random.some(1, [&] { return random.fetch_item(); })};
    case 2:
        return Store{random.coin(), random.set(),
                     static_cast<Store::Action>(random.below(3)), random.coin(),
                     random.flags(false)};
    case 3:
        return Copy{random.coin(), random.set(), random.mailbox()};
    case 4:
        return Move{random.coin(), random.set(), random.mailbox()};
    default:
        return search_command(random);
    }
}

Command any_command(Random& random) {
    switch (random.below(8)) {
    case 0:
        return bare_command(random);
    case 1:
        return session_command(random);
    case 2:
        return list_command(random);
    case 3:
    case 4:
        return mailbox_command(random);
    default:
        return message_command(random);
    }
}

FetchValue any_value(Random& random) {
    switch (random.below(8)) {
    case 0:
        return random.flags(true);
    case 1:
        return Uid{random.number()};
    case 2:
        return random.moment();
    case 3:
        return Size{random.number64()};
    case 4:
        return random.envelope();
    case 5: {
        const auto form = random.coin() ? BodyForm::basic : BodyForm::extended;
        return Body{form, random.body(form)};
    }
    case 6:
        return BinarySize{random.some(0, [&] { return random.number(); }),
                          random.number64()};
    default:
        break;
    }
    using enum FetchItem::Kind;
    const FetchItem::Kind kinds[] = {rfc822, rfc822_header, rfc822_text,
                                     section, binary};
    Content content{kinds[random.below(5)]};
    if (content.kind >= section) {
        content.section = random.section();
        content.origin = random.perhaps([&] { return random.number64(); });
    }
    if (random.coin()) content.octets = random.bytes();
    return content;
}

Response mailbox_data(Random& random) {
    const auto words = [&] {
        return random.some(0, [&] { return random.word(); });
    };
    const auto delimiter = [&] {
        return random.perhaps([&] { return "/.\"\\"[random.below(4)]; });
    };
    const auto spaces = [&] {
        return random.some(0, [&] {
            return NamespaceData::One{random.text(), delimiter()};
        });
    };
    switch (random.below(5)) {
    case 0:
        return ListData{random.coin(),
                        words(),
                        delimiter(),
                        random.mailbox(),
                        random.some(0, [&] { return random.text(); }),
                        random.perhaps([&] { return random.mailbox(); })};
    case 1:
        return NamespaceData{spaces(), spaces(), spaces()};
    case 2:
        return StatusData{
            random.mailbox(), random.some(0, [&] {
                return std::pair{random.status_item(), random.number64()};
            })};
    case 3:
        return SearchData{random.some(0, [&] { return random.number(); })};
    default:
        const auto number = [&] {
            return random.perhaps([&] { return random.number(); });
        };
        return EsearchData{random.coin() ? random.word() : "",
                           random.coin(),
                           number(),
                           number(),
                           number(),
                           random.perhaps([&] { return random.set(); })};
    }
}

Response any_response(Random& random) {
    const auto code = [&] {
        return random.perhaps([&] { return random.code(); });
    };
    const auto words = [&] {
        return random.some(0, [&] { return random.word(); });
    };
    switch (random.below(13)) {
    case 0:
        return Tagged{random.word(), static_cast<Outcome>(random.below(3)),
                      code(), random.line()};
    case 1:
        return Untagged{static_cast<Untagged::Kind>(random.below(5)), code(),
                        random.line()};
    case 2:
        return Continuation{random.line()};
    case 3:
        return CapabilityData{words()};
    case 4:
        return EnabledData{words()};
    case 5:
        return IdData{random.id_fields()};
    case 6:
        return Exists{random.number() - 1};
    case 7:
        return Recent{random.number() - 1};
    case 8:
        return Expunged{random.number()};
    case 9:
        return FlagsData{random.flags(true)};
    case 10:
        return FetchData{random.number(),
                         random.some(0, [&] { return any_value(random); })};
    default:
        return mailbox_data(random);
    }
}

} // namespace

TEST_CASE("any request can be said and read, whole and from a stream") {
    Random random(1430);
    for (int i = 0; i < rounds; ++i) {
        const Request request{random.word(), any_command(random)};
        const RequestStyle style{random.coin(), random.coin()};
        const auto text = print(request, style);
        CAPTURE(i, text.octets);

        RequestReader reader;
        reader.allow_messages(true);
        std::string_view bytes = text.octets;
        std::size_t waits = 0;
        auto event = reader.next(bytes);
        while (event && event->kind == RequestReader::Event::Kind::go_ahead) {
            REQUIRE(waits < text.stops.size());
            CHECK(text.octets.size() - bytes.size() == text.stops.at(waits));
            ++waits;
            event = reader.next(bytes);
        }
        REQUIRE(event);
        REQUIRE(event->kind == RequestReader::Event::Kind::request);
        CHECK(bytes.empty());
        CHECK(waits == text.stops.size());

        const auto read = parse_request(event->text);
        if (!read) FAIL(read.error().what);
        CHECK(*read == request);
    }
}

TEST_CASE("any response can be said and read, whole and from a stream") {
    Random random(143);
    for (int i = 0; i < rounds; ++i) {
        const auto response = any_response(random);
        const auto text = print(response, random.coin());
        CAPTURE(i, text);

        ResponseReader reader;
        std::string_view bytes = text;
        const auto event = reader.next(bytes);
        REQUIRE(event);
        REQUIRE(event->kind == ResponseReader::Event::Kind::response);
        CHECK(bytes.empty());
        CHECK(event->text == text.substr(0, text.size() - 2));

        const auto read = parse_response(event->text);
        if (!read) FAIL(read.error().what);
        CHECK(*read == response);
    }
}

TEST_CASE("a request that is cut anywhere is no crash, and its error is text") {
    Random random(14);
    for (int i = 0; i < rounds / 10; ++i) {
        const Request request{"a1", any_command(random)};
        auto text = print(request).octets;
        text.resize(text.size() - 2);
        const auto cut = random.below(static_cast<std::uint32_t>(text.size()));
        const auto read = parse_request(text.substr(0, cut));
        if (read) continue; // "FETCH 1:12" is valid when cut: "FETCH 1:1"
        CAPTURE(text, cut);
        CHECK(read.error().offset <= cut);
        CHECK_FALSE(framing::find_fault(read.error().what));
    }
}

TEST_CASE("any name in UTF-8 has one spelling in modified UTF-7") {
    Random random(7);
    const std::string_view characters[] = {"a",
                                           "&",
                                           "-",
                                           "/",
                                           "\xC3\xA9",
                                           "\xE2\x82\xAC",
                                           "\xF0\x9F\x98\x80",
                                           "\xEF\xBF\xBF",
                                           "\xF4\x8F\xBF\xBF",
                                           "\x01"};
    for (int i = 0; i < rounds; ++i) {
        std::string name;
        for (auto count = random.below(8); count > 0; --count)
            name += characters[random.below(10)];
        const auto encoded = framing::encode_utf7(name);
        REQUIRE(encoded);
        CAPTURE(name, *encoded);
        CHECK(framing::decode_utf7(*encoded) == name);
    }
}
