#include "common/imap/responses/code.hpp"

#include "common/imap/limits.hpp"
#include "common/imap/text/ascii.hpp"
#include "common/imap/text/cursor.hpp"
#include "common/imap/text/writer.hpp"

#include <utility>

namespace imap {

namespace {

bool is_argument_char(char c) {
    return c != ']' && c != '\r' && c != '\n' && c != '\0';
}

} // namespace

Code capability_code(const std::vector<std::string>& capabilities) {
    Code code{"CAPABILITY", {}};
    for (const auto& one : capabilities)
        code.argument += (code.argument.empty() ? "" : " ") + one;
    return code;
}

Code permanent_flags_code(const Flags& flags, bool more) {
    Writer out;
    write(out, flags);
    Code code{"PERMANENTFLAGS", out.take()};
    if (!more) return code;
    code.argument.pop_back();
    code.argument += flags.empty() ? "\\*)" : " \\*)";
    return code;
}

Code number_code(std::string_view name, std::uint32_t number) {
    return {std::string(name), std::to_string(number)};
}

Code append_uid_code(std::uint32_t uid_validity, std::uint32_t uid) {
    return {"APPENDUID",
            std::to_string(uid_validity) + " " + std::to_string(uid)};
}

Code copy_uid_code(std::uint32_t uid_validity, const SequenceSet& from,
                   const SequenceSet& to) {
    Writer out;
    out << uid_validity << ' ';
    write(out, from);
    out << ' ';
    write(out, to);
    return {"COPYUID", out.take()};
}

std::optional<std::uint32_t> number_of(const Code& code) {
    Cursor in(code.argument);
    const auto number = in.number("a number");
    in.expect_end();
    if (!in.ok()) return std::nullopt;
    return number;
}

std::vector<std::string> capabilities_of(const Code& code) {
    std::vector<std::string> all;
    Cursor in(code.argument);
    do {
        auto one = in.atom("a capability");
        if (in.ok()) all.push_back(upper(one));
    } while (in.eat(' '));
    return all;
}

std::optional<PermanentFlags> permanent_flags_of(const Code& code) {
    PermanentFlags result;
    Cursor in(code.argument);
    in.expect('(');
    bool first = true;
    while (in.ok() && !in.eat(')')) {
        if (!first) in.space();
        first = false;
        if (in.peek() == '\\' && in.next(1) == '*') {
            in.eat('\\');
            result.more = in.eat('*');
        } else {
            read_flag(in, FlagsFrom::server, result.flags);
        }
    }
    in.expect_end();
    if (!in.ok()) return std::nullopt;
    return result;
}

std::optional<CopiedUids> copied_uids_of(const Code& code) {
    CopiedUids result;
    Cursor in(code.argument);
    result.uid_validity = in.nz_number("a UIDVALIDITY");
    in.space();
    result.to = read_sequence_set(in, limits::response_ranges);
    if (code.name == "COPYUID") {
        in.space();
        result.from = std::exchange(
            result.to, read_sequence_set(in, limits::response_ranges));
    }
    in.expect_end();
    if (!in.ok()) return std::nullopt;
    return result;
}

Code read_code(Cursor& in) {
    Code code;
    in.expect('[');
    code.name = upper(in.atom("a response code"));
    if (in.eat(' '))
        code.argument = in.take_while(is_argument_char, "the code's argument");
    in.expect(']');
    return code;
}

void write(Writer& out, const Code& code) {
    out << '[' << code.name;
    if (!code.argument.empty()) out << ' ';
    out.text(code.argument);
    out << ']';
}

} // namespace imap
