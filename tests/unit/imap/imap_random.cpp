#include "tests/unit/imap/imap_random.hpp"

using namespace imap;
using Kind = FetchItem::Kind;

std::uint32_t Random::number() {
    const auto value = static_cast<std::uint32_t>(engine_()) >> below(32);
    return value == 0 ? 1 : value;
}

std::uint64_t Random::number64() {
    return std::uint64_t{number()} << below(31);
}

std::string Random::of(std::string_view alphabet, std::uint32_t longest) {
    std::string result;
    for (auto count = below(longest + 1); count > 0; --count)
        result += alphabet[below(static_cast<std::uint32_t>(alphabet.size()))];
    return result;
}

std::string Random::word() {
    return of("ABCXYZ", 1) + "W" + of("ABC0123456789-.$=_", 6);
}

std::string Random::text() {
    constexpr std::string_view octets = "aB0 \"\\(){}%*[]~+\t\r\n\x01\x7F\xC3"
                                        "\xA9\xFF";
    if (below(50) == 0) return std::string(900 + below(200), 'x');
    return of(octets, 12);
}

std::string Random::bytes() {
    return text() + (coin() ? std::string(1, '\0') + text() : "");
}

std::string Random::line() {
    return "x" + of("aB0 \"\\(){}%*[]~+", 20);
}

std::string Random::mailbox() {
    return below(4) == 0 ? "INBOX" : "m" + text();
}

NString Random::nstring() {
    return perhaps([&] { return text(); });
}

Flags Random::flags(bool of_server) {
    Flags flags;
    for (const auto flag : {Flag::answered, Flag::flagged, Flag::deleted,
                            Flag::seen, Flag::draft})
        if (coin()) flags.set(flag);
    if (of_server && coin()) flags.set(Flag::recent);
    if (of_server && coin()) flags.add("\\Later");
    for (const auto& keyword : some(0, [&] { return word(); }))
        flags.add(keyword);
    return flags;
}

SequenceSet Random::set() {
    if (below(20) == 0) return {{}, true};
    const auto end = [&] {
        return below(8) == 0 ? SequenceSet::star : number();
    };
    return {some(1,
                 [&] {
                     const auto first = end();
                     return Range{first, coin() ? first : end()};
                 }),
            false};
}

Date Random::date() {
    using namespace std::chrono;
    return year{static_cast<int>(below(10000))} / month{1 + below(12)} /
           day{1 + below(28)};
}

DateTime Random::moment() {
    using namespace std::chrono;
    const minutes zone{static_cast<int>(below(2 * 899 + 1)) - 899};
    // Not the first day of the year 0: in UTC that may be the year before.
    const auto day = sys_days{date()} + days{1};
    return {day + seconds{below(86400)} - zone, zone};
}

Section Random::section() {
    Section section;
    section.part = some(0, [&] { return number(); });
    section.text = static_cast<Section::Text>(below(6));
    if (section.part.empty() && section.text == Section::Text::mime)
        section.text = Section::Text::text;
    if (section.text == Section::Text::header_fields ||
        section.text == Section::Text::header_fields_not)
        section.fields = some(1, [&] { return text(); });
    return section;
}

FetchItem Random::fetch_item() {
    FetchItem item{static_cast<Kind>(below(13))};
    if (item.kind < Kind::section) return item;
    item.section = section();
    if (item.kind != Kind::section) item.section = Section{item.section.part};
    if (item.kind == Kind::binary_size) return item;
    item.peek = coin();
    item.partial = perhaps([&] { return Partial{number64() - 1, number64()}; });
    return item;
}

SearchKey Random::search_key(std::uint32_t depth) {
    using enum SearchKey::Kind;
    const auto kinds = static_cast<std::uint32_t>(depth > 0 ? and_ : sequence);
    SearchKey key{static_cast<SearchKey::Kind>(below(kinds + 1))};
    switch (key.kind) {
    case all:
        break;
    case flag:
        key.flag = static_cast<Flag>(1 << below(6));
        break;
    case keyword:
        key.text = word();
        break;
    case header:
        key.name = this->text();
        [[fallthrough]];
    case body:
    case SearchKey::Kind::text:
        key.text = this->text();
        break;
    case larger:
    case smaller:
        key.octets = number64();
        break;
    case uid:
    case sequence:
        key.set = this->set();
        break;
    case not_:
        key.keys = {search_key(depth - 1)};
        break;
    case or_:
        key.keys = {search_key(depth - 1), search_key(depth - 1)};
        break;
    case and_:
        key.keys = some(1, [&] { return search_key(depth - 1); });
        break;
    default:
        key.date = this->date();
    }
    return key;
}

StatusItem Random::status_item() {
    return static_cast<StatusItem>(below(7));
}

IdFields Random::id_fields() {
    return some(0, [&] { return std::pair{text(), nstring()}; });
}

Code Random::code() {
    return {word(), coin() ? "" : "x" + of("ab (),:*\\\"1", 9)};
}

Address Random::address() {
    return {nstring(), nstring(), nstring(), nstring()};
}

Envelope Random::envelope() {
    const auto addresses = [&] { return some(0, [&] { return address(); }); };
    return {nstring(),   nstring(),   addresses(), addresses(), addresses(),
            addresses(), addresses(), addresses(), nstring(),   nstring()};
}

Parameters Random::parameters() {
    return some(0, [&] { return std::pair{text(), text()}; });
}

BodyPart Random::body(BodyForm form, std::uint32_t depth) {
    const bool multipart = depth > 0 && below(3) == 0;
    const bool message = depth > 0 && !multipart && below(3) == 0;
    const bool extended = form == BodyForm::extended;
    BodyPart body;
    body.type = multipart ? "MULTIPART" : message ? "MESSAGE" : "APPLICATION";
    body.subtype = message ? "RFC822" : text();
    if (!multipart && !message && coin()) body.type = "Text";
    if (!multipart || extended) body.parameters = parameters();
    if (multipart)
        body.parts = some(1, [&] { return this->body(form, depth - 1); });
    if (message) {
        body.envelope = envelope();
        body.parts = {this->body(form, depth - 1)};
    }
    if (!multipart) {
        body.id = nstring();
        body.description = nstring();
        body.encoding = text();
        body.octets = number();
        if (message || body.type == "Text") body.lines = number();
        if (extended) body.md5 = nstring();
    }
    if (!extended) return body;
    if (coin()) body.disposition.emplace(text(), parameters());
    body.languages = some(0, [&] { return text(); });
    body.location = nstring();
    return body;
}
