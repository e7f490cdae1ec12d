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

// The options of a mailbox decide how its connections are made. An error is a
// sentence that names the cause and the cure.

/// Returns how to connect: with TLS, unless the target allows plain text.
tl::expected<LinkOptions, std::string> imap_link(const ImapTarget& target);

net::Address address_of(const ImapTarget& target);

/// Returns when TLS begins. Plain text is allowed only to this computer, or if
/// the user has said so; a CA is given by who wants TLS.
imap_client::Entry::Tls tls_of(const ImapTarget& target);

/// Returns where the secret for the login comes from. It may ask the user now.
/// A crash of this process leaves no copy of its memory behind from then on.
tl::expected<std::shared_ptr<LoginSecret>, std::string>
secret_of(const ImapTarget& target, asio::io_context& loop);

} // namespace client
