#pragma once

#include "common/toy/limits.hpp"
#include "proto_server/limits.hpp"
#include "proto_server/program/tls_options.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace server {

/// The toy is served here if the options name no address, unless there are
/// users: the toy asks for no password.
inline constexpr auto toy_address = "127.0.0.1:1430";

/// The options of the server itself.
struct ServeOptions {
    std::vector<std::string> listen;
    std::vector<std::string> imap;
    TlsOptions tls;
    std::string maildir; ///< if empty, the messages are kept in memory
    std::string users;   ///< if empty, any user name and password will do
    std::string tokens;  ///< if empty, no tokens are accepted
    bool utf8_accept = false;
    std::chrono::seconds autologout = toy::default_autologout;
    std::chrono::seconds keepalive = toy::default_keepalive; ///< 0: never
    std::uint32_t max_clients = server::limits::clients;
    std::uint32_t max_per_user = server::limits::clients_per_user;
    std::optional<std::uint32_t> max_per_address;
    std::chrono::seconds login_time = server::limits::login_time;
    std::optional<std::uint32_t> messages; ///< if none, the sample adverts
    bool quiet = false;
    bool wire = false;
};

/// Serves until SIGINT or SIGTERM comes, and returns an exit code. Throws
/// std::runtime_error with a sentence that says what is wrong and what to do.
int serve(const ServeOptions& options);

} // namespace server
