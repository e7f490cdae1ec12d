#include "common/imap/ascii.hpp"
#include "proto_server/mime/decode.hpp"
#include "proto_server/mime/glib.hpp"
#include "proto_server/mime/message.hpp"

namespace mime {

namespace {

/// `key` is folded.
bool has(std::string_view text, const std::string& key) {
    return folded(text).find(key) != std::string::npos;
}

bool has(const std::vector<Field>& fields, const std::string& key) {
    for (const auto& field : fields) {
        const auto line =
            std::string(field.name) + ": " + unfolded(field.value);
        if (has(decode_words(line), key)) return true;
    }
    return false;
}

bool has(const Part& part, const std::string& key) {
    if (part.kind != Part::Kind::leaf || !part.type.is("text")) return false;
    const auto decoded = decode(part.body, transfer_encoding(part.header));
    return decoded &&
           has(to_utf8(*decoded, part.type.parameter("charset")), key);
}

struct DropDate {
    void operator()(GDateTime* date) const { g_date_time_unref(date); }
};

} // namespace

bool Message::header_has(std::string_view name, std::string_view key) const {
    const auto wanted = folded(key);
    for (const auto& field : fields_)
        if (imap::same(field.name, name) &&
            has(decode_words(unfolded(field.value)), wanted))
            return true;
    return false;
}

bool Message::body_has(std::string_view key) const {
    const auto wanted = folded(key);
    for (const auto& part : tree()) {
        if (has(part, wanted)) return true;
        if (part.kind == Part::Kind::message &&
            has(fields(tree()[part.children.at(0)].header), wanted))
            return true;
    }
    return false;
}

bool Message::text_has(std::string_view key) const {
    return has(fields_, folded(key)) || body_has(key);
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
