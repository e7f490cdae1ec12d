#pragma once

#include "common/net/address.hpp"
#include "proto_client/imap/enter.hpp"
#include "proto_client/program/link.hpp"
#include "proto_client/program/login_secret.hpp"
#include "proto_client/program/target.hpp"

#include <asio/io_context.hpp>
#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace client {

/// Everything that it takes to come to a server, by whatever protocol.
struct Reach {
    std::string name; ///< shown to the user
    net::Address address;
    LinkOptions link; ///< with TLS, unless the target allows plain text
    std::unique_ptr<LoginSecret> secret; ///< or none
};

/// Returns how to reach the server of the target, or a sentence that names the
/// cause and the cure. It may ask the user for a password. A crash of this
/// process leaves no copy of its memory behind once there is a secret.
tl::expected<Reach, std::string> reach(const Target& target,
                                       asio::io_context& loop);

/// Returns how to be let in by IMAP. TLS may be left out only to this computer,
/// or if the user has said so; a CA is given by who wants TLS.
imap_client::Entry entry(const ImapTarget& target, const std::string& secret);

} // namespace client
