#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/address_list.hpp"
#include "proto_server/mime/decode.hpp"
#include "proto_server/mime/encoded_word.hpp"
#include "proto_server/mime/glib.hpp"
#include "proto_server/mime/limits.hpp"
#include "proto_server/mime/message.hpp"
#include "proto_server/mime/parameters.hpp"

#include <algorithm>
#include <array>

namespace mime {
namespace {

using Texts = std::vector<std::string>; // as folded() returns them

bool holds_addresses(std::string_view name) {
    return std::ranges::any_of(
        std::array{"From", "Sender", "Reply-To", "To", "Cc", "Bcc"},
        [&](const char* one) { return imap::same(name, one); });
}

/// Returns the addresses as a person reads them, without comments, quotes and
/// routes, each on a line.
std::string parsed_addresses(const std::string& value) {
    std::string text;
    for (const auto& one : parse_addresses(value, limits::addresses)) {
        text += '\n' + decode_words(one.name.value_or(""));
        if (one.mailbox) text += " <" + *one.mailbox;
        if (one.host) text += '@' + *one.host + '>';
    }
    return text;
}

/// Returns the decoded values of the parameters, each on a line of its own.
std::string parsed_parameters(const std::string& value) {
    std::string text;
    for (const auto& [name, one] : parse_disposition(value).second)
        text += '\n' + (name.ends_with('*') ? decode_extended(one)
                                            : decode_words(one));
    return text;
}

/// Returns what a key may find in a field: the value as it was written, with
/// its encoded words decoded, and what that means.
std::string searched(const Field& field) {
    const auto value = unfolded(field.value);
    auto text = decode_words(value);
    if (holds_addresses(field.name))
        text += parsed_addresses(value);
    else if (imap::same(field.name, "Content-Type") ||
             imap::same(field.name, "Content-Disposition"))
        text += parsed_parameters(value);
    return text;
}

void add_fields(Texts& texts, const std::vector<Field>& fields) {
    for (const auto& field : fields)
        texts.push_back(
            folded(std::string(field.name) + ": " + searched(field)));
}

void add_text(Texts& texts, const Part& part) {
    if (part.kind != Part::Kind::leaf || !part.type.is("text")) return;
    const auto decoded =
        decode(part.body, transfer_encoding(fields(part.header)));
    if (decoded)
        texts.push_back(
            folded(to_utf8(*decoded, part.type.parameter("charset"))));
}

bool any_has(const Texts& texts, std::string_view key) {
    const auto wanted = folded(key);
    return std::ranges::any_of(texts, [&](const std::string& text) {
        return text.find(wanted) != text.npos;
    });
}

struct DropDate {
    void operator()(GDateTime* date) const { g_date_time_unref(date); }
};

} // namespace

bool Message::header_has(std::string_view name, std::string_view key) const {
    const auto [known, is_new] = field_texts_.try_emplace(imap::upper(name));
    auto& text = known->second;
    if (is_new)
        for (const auto& field : fields_)
            if (imap::same(field.name, name))
                text += folded(searched(field)) + '\n';
    const auto wanted = folded(key);
    return wanted.find('\n') == wanted.npos && !text.empty() &&
           text.find(wanted) != text.npos;
}

bool Message::body_has(std::string_view key) const {
    if (!body_texts_) {
        body_texts_.emplace();
        for (const auto& part : tree()) add_text(*body_texts_, part);
    }
    return any_has(*body_texts_, key);
}

bool Message::text_has(std::string_view key) const {
    if (!header_texts_) {
        header_texts_.emplace();
        add_fields(*header_texts_, fields_);
    }
    if (any_has(*header_texts_, key)) return true;
    if (!part_header_texts_) {
        part_header_texts_.emplace();
        for (std::size_t i = 1; i < tree().size(); ++i)
            add_fields(*part_header_texts_, fields(tree()[i].header));
    }
    return any_has(*part_header_texts_, key) || body_has(key);
}

std::optional<std::chrono::year_month_day> Message::sent_on() const {
    start_gmime();
    const auto text = value(fields_, "Date");
    if (!text || text->size() > limits::date) return std::nullopt;
    const std::unique_ptr<GDateTime, DropDate> date(
        g_mime_utils_header_decode_date(text->c_str()));
    if (!date) return std::nullopt;
    int year = 0, month = 0, day = 0;
    g_date_time_get_ymd(date.get(), &year, &month, &day);
    return std::chrono::year(year) /
           std::chrono::month(static_cast<unsigned>(month)) /
           std::chrono::day(static_cast<unsigned>(day));
}

std::string Message::subject() const {
    return decode_words(value(fields_, "Subject").value_or(""));
}

} // namespace mime
