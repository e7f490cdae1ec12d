#include "common/transcript/unasked.hpp"

#include "common/framing/ascii.hpp"

#include <algorithm>

namespace transcript {
namespace {

constexpr std::string_view digits = "0123456789";
/// The characters that end an atom (RFC 9051 §9, ASTRING-CHAR).
constexpr std::string_view specials = " (){%*\"\\";

bool eat(std::string_view& text, std::string_view start) {
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    return true;
}

bool eat_number(std::string_view& text) {
    const auto length = std::min(text.find_first_not_of(digits), text.size());
    text.remove_prefix(length);
    return length > 0;
}

/// Eats what stands before `)`, and that too.
bool eat_list(std::string_view& text) {
    const auto end = text.find(')');
    if (end == text.npos) return false;
    text.remove_prefix(end + 1);
    return true;
}

/// Eats a quoted string.
bool eat_quoted(std::string_view& text) {
    if (!eat(text, "\"")) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return true;
        }
    }
    return false;
}

/// Eats the name of a mailbox. As a literal it would not end with its line.
bool eat_mailbox(std::string_view& text) {
    if (text.starts_with('"')) return eat_quoted(text);
    const auto length = std::min(text.find_first_of(specials), text.size());
    text.remove_prefix(length);
    return length > 0;
}

/// True for a list in parentheses that is all that is left.
bool is_last_list(std::string_view text) {
    return text.size() > 2 && text.starts_with('(') && text.ends_with(')');
}

/// A line that tells the flags of a message, from behind `FETCH`.
struct ToldFlags {
    std::string_view uid; ///< `UID 7`, or empty
    bool flags = false, mod_seq = false;
};

/// Reads `(UID 7 FLAGS () MODSEQ (12))` (RFC 3501 §9, msg-att). False if there
/// is anything else.
bool read_flags(std::string_view text, ToldFlags& told) {
    if (!eat(text, "(")) return false;
    do {
        if (eat(text, "FLAGS (")) {
            told.flags = true;
            if (!eat_list(text)) return false;
        } else if (const auto item = text; eat(text, "UID ")) {
            if (!eat_number(text)) return false;
            told.uid = item.substr(0, item.size() - text.size());
        } else if (eat(text, "MODSEQ (")) {
            told.mod_seq = true;
            if (!eat_number(text) || !eat(text, ")")) return false;
        } else {
            return false;
        }
    } while (eat(text, " "));
    return told.flags && text == ")";
}

/// Reads what follows LIST (RFC 9051 §9, mailbox-list).
bool is_list(std::string_view text, bool extended) {
    if (!eat(text, "(") || !eat_list(text) || !eat(text, " ")) return false;
    if (!eat(text, "NIL") && !eat_quoted(text)) return false;
    if (!eat(text, " ") || !eat_mailbox(text)) return false;
    return text.empty() || (extended && eat(text, " ") && is_last_list(text));
}

bool is_status(std::string_view text) {
    return eat_mailbox(text) && eat(text, " ") && is_last_list(text);
}

} // namespace

void Unasked::heard(std::string_view line) {
    greeted_ = true;
    if (!eat(line, "* ENABLED")) return;
    while (eat(line, " ")) {
        const auto length = std::min(line.find(' '), line.size());
        enabled_.insert(framing::upper(line.substr(0, length)));
        line.remove_prefix(length);
    }
}

bool Unasked::enabled(std::string_view word) const {
    return enabled_.contains(word);
}

bool Unasked::allows(std::string_view line) const {
    const bool rev2 = enabled("IMAP4REV2");
    if (!greeted_ || !eat(line, "* ")) return false;
    for (const auto* start : {"OK ", "NO ", "CAPABILITY ", "FLAGS ("})
        if (line.starts_with(start)) return true;
    if (eat(line, "LIST ")) return is_list(line, rev2);
    if (eat(line, "STATUS ")) return is_status(line);
    if (eat(line, "ESEARCH ")) return rev2 && !line.starts_with('(');
    if (line.starts_with("METADATA ")) return enabled("METADATA");
    if (!eat_number(line)) return false;
    if (line == " RECENT") return true;
    ToldFlags told;
    if (!eat(line, " FETCH ") || !read_flags(line, told)) return false;
    return (!told.uid.empty() || !rev2) &&
           (!told.mod_seq || enabled("CONDSTORE") || enabled("QRESYNC"));
}

std::string uid_first(std::string_view line) {
    auto rest = line;
    ToldFlags told;
    if (!eat(rest, "* ") || !eat_number(rest) || !eat(rest, " FETCH ") ||
        !read_flags(rest, told) || told.uid.empty() || rest.starts_with("(UID"))
        return std::string(line);
    const auto begin = line.size() - rest.size() + 1;
    const auto uid = static_cast<std::size_t>(told.uid.data() - line.data());
    std::string text(line);
    text.erase(uid - 1, told.uid.size() + 1); // with the blank before it
    return text.insert(begin, std::string(told.uid) + ' ');
}

} // namespace transcript
