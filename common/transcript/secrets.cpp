#include "common/transcript/secrets.hpp"

#include "common/framing/ascii.hpp"
#include "common/transcript/words.hpp"

#include <utility>

namespace transcript {

namespace {

constexpr std::string_view hidden = "(hidden)";
constexpr std::string_view cancelled = "*"; // RFC 3501 §6.2.2

/// True if the command goes on in the next line.
bool goes_on(const WireLine& line) {
    return line.text.ends_with('}') || line.octets > line.text.size();
}

} // namespace

std::string Secrets::hide(const WireLine& line) {
    if (is_toy_) return line.text;
    const bool is_response = std::exchange(is_response_, false);
    const bool tells_nothing = line.text.empty() || line.text == cancelled;
    if (is_response && tells_nothing) return line.text;
    if (is_response || !going_on_.empty()) return std::string(hidden);
    std::string_view rest = line.text;
    skip_blanks(rest);
    const auto tag = take_word(rest);
    const auto command = take_word(rest);
    const bool login = framing::same(command, "LOGIN");
    if (!login && !framing::same(command, "AUTHENTICATE")) return line.text;
    if (!login) take_word(rest); // the mechanism
    if (goes_on(line)) going_on_ = tag;
    if (!login) authentication_ = tag;
    is_response_ = !login && rest.empty();
    if (is_response_) return line.text;
    const auto shown = static_cast<std::size_t>(rest.data() - line.text.data());
    return line.text.substr(0, shown) + std::string(hidden);
}

void Secrets::heard(std::string_view line) {
    if (!std::exchange(greeted_, true)) is_toy_ = line.starts_with("* hello");
    if (line.starts_with('+')) is_response_ = !authentication_.empty();
    const auto answers = [line](const std::string& tag) {
        return !tag.empty() && line.starts_with(tag + ' ');
    };
    if (answers(going_on_)) going_on_.clear();
    if (!answers(authentication_)) return;
    authentication_.clear();
    is_response_ = false;
}

} // namespace transcript
