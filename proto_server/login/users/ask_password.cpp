#include "proto_server/login/users/ask_password.hpp"

#include "common/system/typed_line.hpp"
#include "proto_server/login/users/limits.hpp"
#include "proto_server/login/users/password.hpp"

#include <unistd.h>

namespace users {
namespace {

using Result = tl::expected<std::string, std::string>;
using Bad = tl::unexpected<std::string>;

Result result(TypedLine line) {
    if (!line.why.empty()) return Bad(std::string(line.why));
    return std::move(line.text);
}

Result ask(const char* what) {
    return result(
        ask_hidden_line(STDIN_FILENO, STDERR_FILENO, what, limits::password));
}

} // namespace

Result read_password_line() {
    auto line = result(read_typed_line(STDIN_FILENO, limits::password));
    if (line && line->ends_with('\r')) line->pop_back();
    return line;
}

Result ask_new_password() {
    if (isatty(STDIN_FILENO) != 1)
        return Bad("there is no terminal to ask on; give the password on "
                   "standard input, with --password-stdin");
    auto password = ask("Password: ");
    if (!password) return password;
    auto again = ask("Again: ");
    if (!again) return again;
    const bool same = same_in_constant_time(*password, *again);
    wipe(*again);
    if (same) return password;
    wipe(*password);
    return Bad("the two differ; nothing was changed");
}

} // namespace users
