#include "proto_server/mime/address.hpp"

#include "proto_server/mime/glib.hpp"

namespace mime {

namespace {

using Addresses = std::vector<imap::Address>;

/// An encoded word where it must be, but no quotation marks: IMAP has its own.
imap::NString display_name(InternetAddress* address) {
    const auto* name = internet_address_get_name(address);
    if (!name || !*name) return std::nullopt;
    const CString encoded(
        g_mime_utils_header_encode_text(nullptr, name, "utf-8"));
    const CString one_line(g_mime_utils_header_unfold(encoded.get()));
    return text(one_line.get());
}

imap::Address mailbox(InternetAddress* address) {
    imap::Address found{.name = display_name(address)};
    const auto whole = text(
        internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
    const auto at = whole.rfind('@');
    found.mailbox = whole.substr(0, at);
    found.host = at == whole.npos ? "" : whole.substr(at + 1);
    return found;
}

void add(Addresses& all, InternetAddressList* list) {
    for (int i = 0; i < internet_address_list_length(list); ++i) {
        auto* one = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
            all.push_back(mailbox(one));
            continue;
        }
        const auto name = display_name(one);
        all.push_back({.mailbox = name.value_or("")});
        // RFC 5322 §3.4 has no group within a group, nor does GMime read one.
        auto* group = INTERNET_ADDRESS_GROUP(one);
        add(all, internet_address_group_get_members(group));
        all.push_back({});
    }
}

} // namespace

Addresses parse_addresses(const std::string& value) {
    Addresses all;
    if (value.empty()) return all;
    start_gmime();
    const Object<InternetAddressList> list(
        internet_address_list_parse(nullptr, value.c_str()));
    if (list) add(all, list.get());
    return all;
}

} // namespace mime
