#include "proto_server/mime/content_type.hpp"

#include "common/imap/text/ascii.hpp"
#include "proto_server/mime/glib.hpp"
#include "proto_server/mime/header.hpp"

#include <algorithm>

namespace mime {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<signed char>(c) >= 0x20 && c != 0x7F;
    });
}

/// Encodes a value as in RFC 2231 §4: utf-8''caf%C3%A9
std::string extended(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "utf-8''";
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (g_ascii_isalnum(c) || c == '.' || c == '-' || c == '_')
            out += c;
        else
            out += {'%', digits[octet >> 4], digits[octet & 15]};
    }
    return out;
}

/// Returns the parameters. GMime has joined and decoded values that were split
/// and encoded by RFC 2231. Values that are not ASCII are encoded again,
/// because not every client reads 8-bit strings.
imap::Parameters parameters(GMimeParamList* list) {
    imap::Parameters all;
    for (int i = 0; i < g_mime_param_list_length(list); ++i) {
        auto* one = g_mime_param_list_get_parameter_at(list, i);
        const CString name(g_ascii_strdown(g_mime_param_get_name(one), -1));
        const auto value = text(g_mime_param_get_value(one));
        if (is_ascii(value))
            all.emplace_back(text(name.get()), value);
        else
            all.emplace_back(text(name.get()) + "*", extended(value));
    }
    return all;
}

} // namespace

bool ContentType::is(std::string_view type_name) const {
    return imap::same(type, type_name);
}

bool ContentType::is(std::string_view type_name,
                     std::string_view subtype_name) const {
    return is(type_name) && imap::same(subtype, subtype_name);
}

std::string ContentType::parameter(std::string_view name) const {
    for (const auto& [key, value] : parameters)
        if (key == name) return value;
    return {};
}

ContentType parse_content_type(const std::string& value) {
    start_gmime();
    if (value.find('/') == value.npos) return {};
    const Object<GMimeContentType> parsed(
        g_mime_content_type_parse(nullptr, value.c_str()));
    if (!parsed) return {};
    return {text(g_mime_content_type_get_media_type(parsed.get())),
            text(g_mime_content_type_get_media_subtype(parsed.get())),
            parameters(g_mime_content_type_get_parameters(parsed.get()))};
}

std::pair<std::string, imap::Parameters>
parse_disposition(const std::string& value) {
    start_gmime();
    const Object<GMimeContentDisposition> parsed(
        g_mime_content_disposition_parse(nullptr, value.c_str()));
    if (!parsed) return {};
    return {
        text(g_mime_content_disposition_get_disposition(parsed.get())),
        parameters(g_mime_content_disposition_get_parameters(parsed.get()))};
}

} // namespace mime
