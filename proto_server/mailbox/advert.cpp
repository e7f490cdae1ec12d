#include "proto_server/mailbox/advert.hpp"

#include "common/framing/advert.hpp"
#include "proto_server/mailbox/ascii.hpp"
#include "proto_server/mailbox/encoded_word.hpp"
#include "proto_server/mailbox/limits.hpp"

#include <algorithm>

namespace mail {
namespace {

bool is_subject(std::string_view line) {
    constexpr std::string_view name = "subject:";
    return line.size() >= name.size() &&
           std::ranges::equal(line.substr(0, name.size()), name, {}, lower);
}

/// The value of the first Subject, still folded.
std::string_view find_subject(std::string_view message) {
    while (!message.empty() && message[0] != '\r' && message[0] != '\n') {
        std::size_t end = 0; // of the field, with the lines that continue it
        do {
            end = std::min(message.find('\n', end), message.size() - 1) + 1;
        } while (end < message.size() &&
                 (message[end] == ' ' || message[end] == '\t'));
        if (is_subject(message)) return message.substr(8, end - 8);
        message.remove_prefix(end);
    }
    return {};
}

/// `value` without its line ends (RFC 5322 §2.2.3) and blanks around it.
std::string unfold(std::string_view value) {
    std::string line(value.substr(0, limits::subject_octets));
    std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
    const auto first = line.find_first_not_of(" \t");
    if (first == line.npos) return {};
    return line.substr(first, line.find_last_not_of(" \t") - first + 1);
}

} // namespace

std::optional<std::string> read_advert(Mailbox& mailbox, std::uint32_t number) {
    const auto whole = mailbox.octets(number);
    if (!whole) return std::nullopt;
    return advert_text(**whole);
}

Expected<Uid> post_advert(Mailbox& mailbox, std::string_view text) {
    return at_once<Uid>(
        [&](auto done) { post_advert(mailbox, text, std::move(done)); });
}

void post_advert(Mailbox& mailbox, std::string_view text, Done<Uid> done) {
    const auto date = std::chrono::floor<std::chrono::seconds>(
        std::chrono::system_clock::now());
    mailbox.append(framing::make_advert(text, date), {}, date, std::move(done));
}

void add_sample_adverts(Mailbox& mailbox) {
    post_advert(mailbox, "Studio to let in the 5e, 24 m2, quiet court");
    post_advert(mailbox, "Flat to rent in the 11e");
    post_advert(mailbox, "Two rooms under the roof, 6th floor, no lift");
}

std::string advert_text(std::string_view message) {
    auto text = decode_words(unfold(find_subject(message)));
    std::ranges::replace_if(
        text, [](char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; },
        ' ');
    return text;
}

} // namespace mail
