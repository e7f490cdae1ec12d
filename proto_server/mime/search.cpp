#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/decode.hpp"
#include "proto_server/mime/glib.hpp"
#include "proto_server/mime/message.hpp"

#include <algorithm>

namespace mime {
namespace {

using Texts = std::vector<std::string>; // as folded() returns them

void add_fields(Texts& texts, const std::vector<Field>& fields) {
    for (const auto& field : fields)
        texts.push_back(folded(decode_words(std::string(field.name) + ": " +
                                            unfolded(field.value))));
}

void add_text(Texts& texts, const Part& part) {
    if (part.kind != Part::Kind::leaf || !part.type.is("text")) return;
    const auto decoded = decode(part.body, transfer_encoding(part.header));
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
                text += folded(decode_words(unfolded(field.value))) + '\n';
    const auto wanted = folded(key);
    return wanted.find('\n') == wanted.npos && !text.empty() &&
           text.find(wanted) != text.npos;
}

bool Message::body_has(std::string_view key) const {
    if (!body_texts_) {
        body_texts_.emplace();
        for (const auto& part : tree()) {
            add_text(*body_texts_, part);
            if (part.kind == Part::Kind::message)
                add_fields(*body_texts_,
                           fields(tree()[part.children.at(0)].header));
        }
    }
    return any_has(*body_texts_, key);
}

bool Message::text_has(std::string_view key) const {
    if (!header_texts_) {
        header_texts_.emplace();
        add_fields(*header_texts_, fields_);
    }
    return any_has(*header_texts_, key) || body_has(key);
}

std::optional<std::chrono::year_month_day> Message::sent_on() const {
    start_gmime();
    const auto text = value(fields_, "Date");
    if (!text) return std::nullopt;
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
