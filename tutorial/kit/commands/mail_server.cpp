#include "tutorial/kit/commands/mail_server.hpp"

#include <cerrno>
#include <stdlib.h>
#include <system_error>
#include <unistd.h>

namespace kit::commands {

// The tests of tests/interop start the same servers, in Python. This program
// becomes theirs, so that what a Dovecot needs stands in one place.
int mail_server(const MailServerOptions& options) {
    ::setenv("PROTO_SERVER", options.server_program.c_str(), 0);
    ::setenv("CYRUS", options.cyrus.c_str(), 0);
    ::setenv("PYTHONDONTWRITEBYTECODE", "1", 0);
    ::execlp("python3", "python3", options.script.c_str(), options.kind.c_str(),
             static_cast<char*>(nullptr));
    throw std::system_error(errno, std::generic_category(), "python3");
}

} // namespace kit::commands
