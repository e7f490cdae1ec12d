#pragma once

#include "common/imap/responses/response.hpp"
#include "common/session.hpp"
#include "proto_server/imap/octet_budget.hpp"
#include "proto_server/imap/service.hpp"

namespace imap_server {

/// Extensions that the client has enabled. RFC 9051 §6.3.1
struct Enabled {
    bool rev2 = false;        ///< IMAP4rev2
    bool utf8_accept = false; ///< RFC 9755

    /// Whether mailboxes are named in UTF-8, and quoted strings may hold it.
    bool utf8() const { return rev2 || utf8_accept; }
};

/// A session that says IMAP responses. The states of an IMAP session know this
/// part of it alone.
class Speaker : public Session {
public:
    explicit Speaker(const Service& service) : service_(service) {}

    const Service& service() const { return service_; }

    void say(const imap::Response& response) {
        Session::say(print(response, enabled.utf8()));
    }

    /// False if the client has much to read already, and is told no more.
    bool has_room() const { return output().size() < limits::output; }

    using Session::wake;
    using Session::waker;

    Enabled enabled;
    /// The large message that the client sends, or that it has asked for.
    HeldOctets held;

private:
    const Service& service_;
};

} // namespace imap_server
