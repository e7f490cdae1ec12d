#pragma once

#include "common/net/child_signal.hpp"
#include "common/system/child.hpp"

#include <array>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>

namespace client {

/// Gets the password or the token for each login.
///
/// A command is run afresh every time, because a token lives for an hour. Its
/// output is read up to the end of the first line. A password that was typed is
/// kept, and handed out again.
class LoginSecret {
public:
    /// The secret, or a sentence that names the cause.
    using Secret = tl::expected<std::string, std::string>;
    using OnSecret = std::function<void(const Secret&)>;

    /// `option` names the option in errors, as in `--token-command`. The
    /// command is run by a shell.
    LoginSecret(asio::io_context& loop, std::string option,
                std::string command);

    /// Always hands out this password.
    LoginSecret(asio::io_context& loop, std::string password);

    /// Calls `on_secret` once, not from within this call, and no later than
    /// `limits::secret` from now. One at a time.
    void get(OnSecret on_secret);

private:
    void start();
    void read();
    void read_rest();
    void check();
    void finish(Secret secret);

    asio::io_context& loop_;
    std::string option_, command_, password_;
    asio::posix::stream_descriptor output_;
    net::ChildSignal signal_;
    asio::steady_timer deadline_;
    std::array<char, 512> portion_{};
    std::string text_;    ///< the output so far
    bool at_end_ = false; ///< of the output
    std::optional<Child> child_;
    OnSecret on_secret_;
    std::uint32_t attempt_ = 0; ///< handlers of earlier attempts do nothing
};

/// Asks for a password on the terminal and does not show it. Returns nothing if
/// there is no terminal, or if nothing was typed.
std::optional<std::string> ask_for_password(const std::string& prompt);

} // namespace client
