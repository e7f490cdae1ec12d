#include "proto_server/mailbox/maildir/index_text.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace mail {
namespace {

/// Takes "number" and the blank behind it from the front of `line`.
template<class Number>
std::optional<Number> take_number(std::string_view& line) {
    Number number = 0;
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), number);
    if (error != std::errc{}) return std::nullopt;
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (!line.empty() && line.front() != ' ') return std::nullopt;
    if (!line.empty()) line.remove_prefix(1);
    return number;
}

std::optional<IndexLine> parse_line(std::string_view line) {
    const auto uid = take_number<Uid>(line);
    if (!uid) return std::nullopt;
    const auto size = take_number<std::uint32_t>(line);
    if (!size) return std::nullopt;
    if (line.empty()) return IndexLine{*uid, *size, {}, {}};
    const auto date = take_number<std::int64_t>(line);
    if (!date || line.empty()) return std::nullopt;
    return IndexLine{*uid, *size, with_four_digits(std::chrono::seconds(*date)),
                     std::string(line)};
}

} // namespace

std::string print_lines(const std::vector<IndexLine>& messages) {
    std::string text;
    for (const auto& message : messages)
        text += std::to_string(message.uid) + " " +
                std::to_string(message.size) + " " +
                std::to_string(message.date.time_since_epoch().count()) + " " +
                message.base + "\n";
    return text;
}

std::string IndexText::print() const {
    return "1 " + std::to_string(uid_validity) + " " +
           std::to_string(uid_next) + "\n" + print_lines(messages);
}

std::optional<IndexText> IndexText::parse(std::string_view text) {
    IndexText found;
    const auto whole = text.size();
    const auto next_line = [&]() -> std::optional<std::string_view> {
        const auto end = text.find('\n');
        if (end == text.npos) return std::nullopt;
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        return line;
    };
    auto head = next_line();
    if (!head) return std::nullopt;
    const auto version = take_number<int>(*head);
    const auto validity = version ? take_number<Uid>(*head) : std::nullopt;
    const auto next = validity ? take_number<Uid>(*head) : std::nullopt;
    if (version != 1 || !next || *validity == 0 || *next == 0)
        return std::nullopt;
    found.uid_validity = *validity;
    found.uid_next = *next;
    found.length = whole - text.size();
    while (const auto line = next_line()) {
        auto entry = parse_line(*line);
        if (!entry || !found.take(std::move(*entry))) break;
        found.length = whole - text.size();
        ++found.lines;
    }
    // Nobody heard of a UID behind that line; but if a hand broke the file, it
    // is not given again.
    while (const auto line = next_line())
        if (const auto entry = parse_line(*line); entry && entry->uid + 1 != 0)
            found.uid_next = std::max(found.uid_next, entry->uid + 1);
    return found;
}

/// False if the line does not belong there.
bool IndexText::take(IndexLine entry) {
    if (entry.base.empty()) {
        const auto known =
            std::ranges::lower_bound(messages, entry.uid, {}, &IndexLine::uid);
        if (known != messages.end() && known->uid == entry.uid)
            known->size = entry.size;
        return true;
    }
    const auto last = messages.empty() ? Uid{0} : messages.back().uid;
    if (entry.uid <= last || entry.uid == std::numeric_limits<Uid>::max())
        return false;
    if (entry.uid >= uid_next) uid_next = entry.uid + 1;
    messages.push_back(std::move(entry));
    return true;
}

} // namespace mail
