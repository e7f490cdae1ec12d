#include "proto_server/imap/capabilities.hpp"

#include <initializer_list>

namespace imap_server {

// Every capability that is named works. Those that need an account are not
// named before there is one, except IDLE: some clients ask only then.
//
// IMAP4rev2 has literals without waiting up to 4096 octets, "unless otherwise
// specified in an extension" (RFC 9051 §4.3), and LITERAL+ is one that has them
// of any size. LITERAL- would say less, and may not stand beside it (RFC 7888
// §5). Of BINARY only the FETCH items are there, by IMAP4rev2.

namespace {

using Names = std::vector<std::string>;

const Names always{"IMAP4rev1", "IMAP4rev2", "LITERAL+",
                   "ID",        "IDLE",      "ENABLE"};

void add(Names& names, std::initializer_list<const char*> more) {
    names.insert(names.end(), more.begin(), more.end());
}

} // namespace

Names capabilities_at_entry(const Service& service, bool tls_on) {
    auto names = always;
    if (service.tls.offered && !tls_on) add(names, {"STARTTLS"});
    if (service.tls.needed && !tls_on) {
        add(names, {"LOGINDISABLED"});
        return names;
    }
    add(names, {"SASL-IR", "AUTH=PLAIN"});
    if (service.login.takes_tokens())
        add(names, {"AUTH=XOAUTH2", "AUTH=OAUTHBEARER"});
    return names;
}

Names capabilities_at_home(const Service& service) {
    auto names = always;
    add(names, {"NAMESPACE", "UIDPLUS", "UNSELECT", "MOVE", "CHILDREN",
                "LIST-EXTENDED", "LIST-STATUS", "SPECIAL-USE", "ESEARCH",
                "SEARCHRES", "STATUS=SIZE"});
    if (service.options.utf8_accept) add(names, {"UTF8=ACCEPT"});
    return names;
}

} // namespace imap_server
