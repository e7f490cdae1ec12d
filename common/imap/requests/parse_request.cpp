#include "common/imap/limits.hpp"
#include "common/imap/requests/read_command.hpp"
#include "common/imap/requests/request.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/values/mailbox_name.hpp"

#include <array>

namespace imap {

namespace {

/// A command without arguments.
template<typename Bare>
Command bare(Cursor&) {
    return Bare{};
}

/// A command whose argument is a mailbox.
template<typename OfMailbox>
Command of_mailbox(Cursor& in) {
    in.space();
    return OfMailbox{read_mailbox(in)};
}

Command read_examine(Cursor& in) {
    in.space();
    return Select{read_mailbox(in), true};
}

template<Command (*read)(Cursor&, bool)>
Command by_number(Cursor& in) {
    return read(in, false);
}

Command read_uid(Cursor& in);

struct CommandRow {
    std::string_view name;
    Command (*read)(Cursor&);
};
constexpr std::array<CommandRow, 31> commands{{
    {"CAPABILITY", bare<Capability>},
    {"NOOP", bare<Noop>},
    {"LOGOUT", bare<Logout>},
    {"ID", read_id},
    {"STARTTLS", bare<StartTls>},
    {"LOGIN", read_login},
    {"AUTHENTICATE", read_authenticate},
    {"ENABLE", read_enable},
    {"SELECT", of_mailbox<Select>},
    {"EXAMINE", read_examine},
    {"CREATE", read_create},
    {"DELETE", of_mailbox<Delete>},
    {"RENAME", read_rename},
    {"SUBSCRIBE", of_mailbox<Subscribe>},
    {"UNSUBSCRIBE", of_mailbox<Unsubscribe>},
    {"LIST", read_list},
    {"LSUB", read_lsub},
    {"NAMESPACE", bare<Namespace>},
    {"STATUS", read_status},
    {"APPEND", read_append},
    {"IDLE", bare<Idle>},
    {"CHECK", bare<Check>},
    {"CLOSE", bare<Close>},
    {"UNSELECT", bare<Unselect>},
    {"EXPUNGE", by_number<read_expunge>},
    {"SEARCH", by_number<read_search>},
    {"FETCH", by_number<read_fetch>},
    {"STORE", by_number<read_store>},
    {"COPY", by_number<read_copy>},
    {"MOVE", by_number<read_move>},
    {"UID", read_uid},
}};

struct UidCommandRow {
    std::string_view name;
    Command (*read)(Cursor&, bool);
};
constexpr std::array<UidCommandRow, 6> uid_commands{{{"EXPUNGE", read_expunge},
                                                     {"SEARCH", read_search},
                                                     {"FETCH", read_fetch},
                                                     {"STORE", read_store},
                                                     {"COPY", read_copy},
                                                     {"MOVE", read_move}}};

/// uid = "UID" SP (copy / move / fetch / search / store / uid-expunge)
Command read_uid(Cursor& in) {
    constexpr std::string_view what =
        "FETCH, STORE, SEARCH, COPY, MOVE or EXPUNGE";
    in.space();
    const auto start = in.offset();
    const auto word = in.word(what);
    for (const auto& one : uid_commands)
        if (word == one.name) return one.read(in, true);
    in.fail_at(start, what);
    return Noop{};
}

Command read_command(Cursor& in) {
    constexpr std::string_view what = "a command such as NOOP";
    const auto start = in.offset();
    const auto word = in.word(what);
    for (const auto& one : commands)
        if (word == one.name) return one.read(in);
    in.fail_at(start, what);
    return Noop{};
}

/// Reads the tag. Fails and returns an empty text if there is none, or if it
/// is too long.
std::string read_tag(Cursor& in) {
    std::string tag(in.take_while(is_tag_char, "a tag"));
    if (tag.size() > limits::tag) tag.clear();
    if (tag.empty())
        in.fail_at(0, "a tag of 1 to " + std::to_string(limits::tag) +
                          " characters");
    return tag;
}

} // namespace

tl::expected<Request, ParseError> parse_request(std::string_view text,
                                                Parts* parts) {
    Cursor in(text, Cursor::Text::request, parts);
    auto tag = read_tag(in);
    in.space();
    auto command = read_command(in);
    in.expect_end();
    if (in.ok()) return Request{std::move(tag), std::move(command)};

    auto error = in.error();
    if (!tag.empty()) error.tag = std::move(tag);
    return tl::make_unexpected(std::move(error));
}

bool parse_done(std::string_view line) {
    return same(line, "DONE");
}

} // namespace imap
