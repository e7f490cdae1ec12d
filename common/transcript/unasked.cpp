#include "common/transcript/unasked.hpp"

#include <algorithm>

namespace transcript {
namespace {

bool eat(std::string_view& text, std::string_view start) {
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    return true;
}

bool eat_number(std::string_view& text) {
    const auto digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == text.npos) return false;
    text.remove_prefix(digits);
    return true;
}

/// True for the flags of a message, beside which UID and MODSEQ may stand:
/// `(UID 7 FLAGS ())`. RFC 3501 §9, msg-att
bool tells_flags(std::string_view text) {
    bool flags = false;
    if (!eat(text, "(")) return false;
    do {
        if (eat(text, "FLAGS (")) {
            flags = true;
            text.remove_prefix(std::min(text.find(')'), text.size()));
            if (!eat(text, ")")) return false;
        } else if (eat(text, "UID ")) {
            if (!eat_number(text)) return false;
        } else if (!eat(text, "MODSEQ (") || !eat_number(text) ||
                   !eat(text, ")")) {
            return false;
        }
    } while (eat(text, " "));
    return flags && text == ")";
}

} // namespace

bool is_unasked(std::string_view line) {
    if (!eat(line, "* ")) return false;
    if (line.starts_with("OK ") || line.starts_with("FLAGS (")) return true;
    if (!eat_number(line)) return false;
    return line == " RECENT" || (eat(line, " FETCH ") && tells_flags(line));
}

} // namespace transcript
