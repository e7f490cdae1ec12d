#pragma once

#include "common/net/address.hpp"
#include "proto_client/imap/imap_url.hpp"

#include <optional>
#include <string>

namespace client {

/// The options for a mailbox that is reached by IMAP.
struct ImapTarget {
    imap_client::ImapUrl url;
    std::string ca;           ///< a file with the CAs to trust, or the system's
    bool insecure = false;    ///< take any certificate
    bool plain_login = false; ///< send the password in plain text, too
    // At most one of these is given. Without all the terminal is asked.
    std::string password_command, token_command;
    std::string password; ///< given by a program that uses the library
};

/// The options that all subcommands share.
struct Target {
    net::Address address; ///< of the toy's server
    std::optional<ImapTarget> imap;
    bool wire = false; ///< show what both sides send, on stderr
    bool json = false; ///< print JSON, for programs

    bool insecure() const { return imap && imap->insecure; }
};

} // namespace client
