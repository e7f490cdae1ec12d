#include "common/system/file.hpp"
#include "common/system/typed_line.hpp"
#include "proto_client/limits.hpp"
#include "proto_client/program/login_secret.hpp"

#include <fcntl.h>
#include <utility>

namespace client {

std::optional<std::string> ask_for_password(const std::string& prompt) {
    const File terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
    if (!terminal) return std::nullopt;
    auto line = ask_hidden_line(terminal.descriptor(), terminal.descriptor(),
                                prompt, limits::secret_octets);
    if (!line.why.empty() || line.text.empty()) return std::nullopt;
    return std::move(line.text);
}

} // namespace client
