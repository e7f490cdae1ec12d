#pragma once

#include "proto_server/imap/limits.hpp"
#include "proto_server/imap/login.hpp"

#include <chrono>
#include <string>

namespace imap_server {

/// The options of a server: when a silent client is given up, how often an
/// idling one hears us, and who knows the date of a message without one.
struct ImapOptions {
    std::chrono::seconds autologout = default_autologout;
    std::chrono::seconds keepalive = default_keepalive; ///< or 0
    /// Before the answer to the first failed login; 0 is none.
    std::chrono::seconds login_delay = default_login_delay;
    /// A server that offers it must refuse 8-bit headers before ENABLE (RFC
    /// 9755 §4), and programs that move old mail send such headers.
    bool utf8_accept = false;
    std::chrono::sys_seconds (*wall_clock)() = [] {
        return std::chrono::floor<std::chrono::seconds>(
            std::chrono::system_clock::now());
    };
};

/// Whether a client can encipher the conversation, and whether it must.
struct ImapTls {
    bool offered = false; ///< by STARTTLS
    bool needed = false;  ///< to log in
};

/// Belongs to all sessions of a server, and outlives them.
struct Service {
    Login& login;
    ImapOptions options = {};
    std::string greeting = "Idle Hands is ready"; ///< for people
    ImapTls tls = {};
};

} // namespace imap_server
