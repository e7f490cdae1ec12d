#pragma once

#include <string>

namespace kit::commands {

struct MailServerOptions {
    std::string kind = "dovecot";
    std::string script; ///< that starts the servers
    std::string server_program;
    std::string cyrus; ///< where tests/interop/fetch_cyrus has unpacked it
};

/// Runs a mail server until Ctrl-C. Returns an exit code.
int mail_server(const MailServerOptions& options);

} // namespace kit::commands
